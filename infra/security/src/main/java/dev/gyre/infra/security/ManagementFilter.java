package dev.gyre.infra.security;

import dev.gyre.api.Access;
import dev.gyre.api.PlatformException;
import dev.gyre.infra.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Metrics need a token; health does not. */
final class ManagementFilter extends OncePerRequestFilter {

  private static final String HEALTH = "/actuator/health";

  private final Authorizer authorizer;
  private final Problems problems;

  ManagementFilter(Authorizer authorizer, Problems problems) {
    this.authorizer = authorizer;
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.equals(HEALTH) || path.startsWith(HEALTH + "/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      authorizer.authorize(Access.SIGNED_IN, Callers.requestCredentials(), null);
    } catch (PlatformException e) {
      problems.write(response, e);
      return;
    }
    chain.doFilter(request, response);
  }
}
