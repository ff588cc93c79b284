package dev.gyre.infra.security;

import dev.gyre.api.Digest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What came with a request, before anything was asked about it.
 *
 * @param token the principal's token or session, absent if none was sent
 * @param session whether the token came as a browser's cookie
 * @param service the service whose own token came with the request, absent if none did
 */
public record Credentials(@Nullable String token, boolean session, @Nullable String service) {

  /** A request with nothing. */
  public static final Credentials NONE = new Credentials(null, false, null);

  /** SHA-256 of the token, absent without one. */
  public @Nullable Digest tokenHash() {
    return token == null ? null : Digest.of(token.getBytes(StandardCharsets.UTF_8));
  }

  /** The same principal, called by a service. */
  public Credentials through(String callingService) {
    return new Credentials(token, session, callingService);
  }

  /** Tokens never reach a log. */
  @Override
  public String toString() {
    return "Credentials[token=%s, service=%s]".formatted(token == null ? "none" : "***", service);
  }
}
