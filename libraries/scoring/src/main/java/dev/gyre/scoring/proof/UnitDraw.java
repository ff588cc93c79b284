package dev.gyre.scoring.proof;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A draw that is a property of what is drawn: equal units give equal numbers, in any incident, at
 * any time and in any installation. Draws for different purposes are independent.
 *
 * @param purpose names the draw; changing it draws anew
 */
public record UnitDraw(String purpose) {

  /**
   * First 53 bits of SHA-256 over purpose, newline, unit: uniform in [0, 1).
   *
   * @param unit what is independent: a group, else the content of a sample
   */
  public double of(String unit) {
    byte[] digest = sha256().digest((purpose + "\n" + unit).getBytes(StandardCharsets.UTF_8));
    return (ByteBuffer.wrap(digest).getLong() >>> 11) * 0x1.0p-53;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
    }
  }
}
