package dev.gyre.infra.web;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests for a host name that is not ours: a page of another origin cannot reach us by
 * rebinding DNS.
 */
final class HostAllowListFilter extends OncePerRequestFilter {

  private final Set<String> allowed;
  private final Problems problems;

  HostAllowListFilter(Set<String> allowed, Problems problems) {
    this.allowed = allowed;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String host = request.getServerName();
    if (allowed.contains(host)) {
      chain.doFilter(request, response);
      return;
    }
    problems.write(
        response,
        new PlatformException(
            ErrorCode.HOST_NOT_ALLOWED,
            "The Host header names '%s'; add it to gyre.web.allowed-hosts if it is this server"
                .formatted(host)));
  }
}
