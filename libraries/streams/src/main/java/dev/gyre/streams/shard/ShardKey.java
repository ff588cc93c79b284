package dev.gyre.streams.shard;

import dev.gyre.streams.canonical.CanonicalJson;
import dev.gyre.streams.canonical.Sha256;
import java.nio.charset.StandardCharsets;

/**
 * A sample's key in the form that fits shards: WebDataset ends a key at its first dot, and tar
 * headers hold 99 bytes of ASCII, a dot and the field's name among them. Letters, digits, {@code -
 * _ /} stand for themselves; every other UTF-8 byte is written as {@code %} and two upper-case
 * hexadecimal digits. A key that grows beyond 69 bytes is written as {@code long~} and its SHA-256,
 * which are as many. Different keys have different forms.
 *
 * @param value the form, also the order of samples within a split
 */
public record ShardKey(String value) implements Comparable<ShardKey> {

  /** Of a key that is made: leaves 29 bytes for the field. */
  static final int MAX_MADE = 69;

  /** Of a key that is read: earlier builds made longer ones. */
  private static final int MAX_READ = 90;

  public ShardKey {
    if (!value.matches("[A-Za-z0-9_%~-]+(/[A-Za-z0-9_%~-]+)*") || value.length() > MAX_READ) {
      throw new IllegalArgumentException(
          "'%s' is no shard key; make one from the sample's key".formatted(value));
    }
  }

  /**
   * Whether a sample's key can be written: not blank, well-formed Unicode, no empty part between
   * slashes, at most 1024 characters.
   */
  public static boolean fits(String sampleKey) {
    return !sampleKey.isBlank()
        && sampleKey.length() <= 1024
        && !sampleKey.startsWith("/")
        && !sampleKey.endsWith("/")
        && !sampleKey.contains("//")
        && CanonicalJson.isWellFormed(sampleKey);
  }

  /**
   * The form of a sample's key.
   *
   * @throws IllegalArgumentException if the key does not {@linkplain #fits fit}
   */
  public static ShardKey of(String sampleKey) {
    if (!fits(sampleKey)) {
      throw new IllegalArgumentException(
          "Sample key '%s' is blank, too long, ill-formed or has an empty part"
              .formatted(sampleKey));
    }
    StringBuilder out = new StringBuilder(sampleKey.length());
    for (byte b : sampleKey.getBytes(StandardCharsets.UTF_8)) {
      if (isPlain(b)) {
        out.append((char) b);
      } else {
        out.append(String.format("%%%02X", b));
      }
    }
    return new ShardKey(out.length() <= MAX_MADE ? out.toString() : "long~" + Sha256.of(sampleKey));
  }

  private static boolean isPlain(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '-'
        || b == '_'
        || b == '/';
  }

  @Override
  public int compareTo(ShardKey that) {
    return value.compareTo(that.value);
  }
}
