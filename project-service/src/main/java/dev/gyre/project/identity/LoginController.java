package dev.gyre.project.identity;

import dev.gyre.api.Access;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.Requires;
import dev.gyre.infra.security.SessionCookie;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Where a login link leads. Not part of the contract: browsers follow it. */
@RestController
final class LoginController {

  private final Tokens tokens;
  private final IdentityProperties properties;

  LoginController(Tokens tokens, IdentityProperties properties) {
    this.tokens = tokens;
    this.properties = properties;
  }

  /** Trades the link for a session cookie and goes on to the start page. */
  @GetMapping("/login/{link}")
  @Requires(Access.ANYONE)
  ResponseEntity<Void> login(@PathVariable String link) {
    Secret session =
        tokens
            .openSession(link)
            .orElseThrow(() ->
                new PlatformException(
                    ErrorCode.UNAUTHENTICATED,
                    "This login link was used or is older than ten minutes: 'gyre login' prints another"));
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(URI.create("/"))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header(
            HttpHeaders.SET_COOKIE,
            SessionCookie.of(session.text(), Tokens.SESSION_AGE, properties.secureCookies())
                .toString())
        .build();
  }
}
