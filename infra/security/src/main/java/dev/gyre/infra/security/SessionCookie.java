package dev.gyre.infra.security;

import dev.gyre.api.Digest;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;

/**
 * The cookie that carries a browser's session, and the value that its unsafe requests must repeat
 * in a header.
 */
public final class SessionCookie {

  /** The cookie's name. */
  public static final String NAME = "gyre_session";

  private SessionCookie() {}

  /** A cookie that scripts cannot read and other sites cannot make the browser send. */
  public static ResponseCookie of(String token, Duration age, boolean secure) {
    return ResponseCookie.from(NAME, token)
        .httpOnly(true)
        .secure(secure)
        .sameSite("Strict")
        .path("/")
        .maxAge(age)
        .build();
  }

  /** The value of the CSRF header that belongs to a session. */
  public static String csrfOf(String token) {
    return Digest.of(("csrf:" + token).getBytes(StandardCharsets.UTF_8)).hex();
  }

  /** The session of a request, absent if it has none. */
  public static @Nullable String find(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null) {
      return null;
    }
    for (Cookie cookie : cookies) {
      if (cookie.getName().equals(NAME) && !cookie.getValue().isBlank()) {
        return cookie.getValue();
      }
    }
    return null;
  }
}
