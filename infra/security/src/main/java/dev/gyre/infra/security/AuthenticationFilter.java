package dev.gyre.infra.security;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.Headers;
import dev.gyre.api.PlatformException;
import dev.gyre.infra.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads what a request says of its caller; who that is, is asked only when a method needs it. A
 * token comes as Bearer or, for a browser, as a session cookie whose unsafe requests repeat a value
 * in the CSRF header.
 */
final class AuthenticationFilter extends OncePerRequestFilter {

  private static final String BEARER = "Bearer ";
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final Map<String, Digest> serviceTokenHashes;
  private final Problems problems;

  AuthenticationFilter(Map<String, Digest> serviceTokenHashes, Problems problems) {
    this.serviceTokenHashes = Map.copyOf(serviceTokenHashes);
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Credentials credentials;
    try {
      credentials = read(request);
    } catch (PlatformException e) {
      problems.write(response, e);
      return;
    }
    continueAs(credentials, request, response, chain);
  }

  private static void continueAs(
      Credentials credentials,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws ServletException, IOException {
    try {
      Callers.withRequestCredentials(
          credentials,
          () -> {
            try {
              chain.doFilter(request, response);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            } catch (ServletException e) {
              throw new FilterFault(e);
            } finally {
              Callers.bindRequest(null);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (FilterFault e) {
      throw e.fault;
    }
  }

  private Credentials read(HttpServletRequest request) {
    String bearer = bearer(request.getHeader(HttpHeaders.AUTHORIZATION));
    if (bearer != null) {
      String service = serviceOf(bearer);
      return service == null
          ? new Credentials(bearer, false, null)
          : new Credentials(bearer(request.getHeader(Headers.ON_BEHALF_OF)), false, service);
    }
    String session = SessionCookie.find(request);
    if (session == null) {
      return Credentials.NONE;
    }
    requireCsrf(request, session);
    return new Credentials(session, true, null);
  }

  private static void requireCsrf(HttpServletRequest request, String session) {
    if (SAFE.contains(request.getMethod())) {
      return;
    }
    String sent = String.valueOf(request.getHeader(Headers.CSRF));
    if (!MessageDigest.isEqual(utf8(sent), utf8(SessionCookie.csrfOf(session)))) {
      throw new PlatformException(
          ErrorCode.PERMISSION_DENIED,
          "This request of a browser session lacks its %s header; GET /api/v1/me has the value"
              .formatted(Headers.CSRF));
    }
  }

  private @Nullable String serviceOf(String token) {
    byte[] hash = Digest.of(utf8(token)).bytes();
    for (Map.Entry<String, Digest> entry : serviceTokenHashes.entrySet()) {
      if (MessageDigest.isEqual(hash, entry.getValue().bytes())) {
        return entry.getKey();
      }
    }
    return null;
  }

  private static @Nullable String bearer(@Nullable String header) {
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return null;
    }
    String token = header.substring(BEARER.length()).strip();
    return token.isEmpty() ? null : token;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Carries a checked exception through the scope. */
  private static final class FilterFault extends RuntimeException {
    private final transient ServletException fault;

    FilterFault(ServletException fault) {
      super(fault);
      this.fault = fault;
    }
  }
}
