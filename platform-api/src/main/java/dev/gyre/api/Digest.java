package dev.gyre.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of content, as 64 lower-case hexadecimal digits. Knowing a digest gives no right to read.
 *
 * @param hex 64 digits of {@code [0-9a-f]}
 */
public record Digest(@JsonValue String hex) {

  public Digest {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw PlatformException.invalid("digest", hex, "64 lower-case hexadecimal digits");
    }
  }

  @JsonCreator
  public static Digest valueOf(String hex) {
    return new Digest(hex);
  }

  /** The digest of these bytes. */
  public static Digest of(byte[] content) {
    return ofHash(sha256().digest(content));
  }

  /**
   * @param hash 32 bytes
   */
  public static Digest ofHash(byte[] hash) {
    return new Digest(HexFormat.of().formatHex(hash));
  }

  /** The 32 bytes. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  /** A fresh SHA-256 computation. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
