package dev.gyre.project.identity;

import dev.gyre.api.Digest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A token in clear: 256 random bits behind a readable prefix. Only its hash is stored; being
 * random, it needs no salt.
 *
 * @param text {@code gyre_} and 43 characters of base64url
 */
record Secret(String text) {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int PREFIX_LENGTH = 10;

  static Secret next() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new Secret("gyre_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  Digest hash() {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Enough to tell one's tokens apart, too little to guess one. */
  String prefix() {
    return text.substring(0, PREFIX_LENGTH);
  }

  @Override
  public String toString() {
    return prefix() + "…";
  }
}
