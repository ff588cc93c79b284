package dev.gyre.streams.codec;

/**
 * How much one file may cost. Decoding takes at most twice the array beside three times the file.
 *
 * @param maxBytes size of the encoded file in bytes, 1 to 2^30
 * @param maxPixels width times height of a picture, 1 to 2^28
 * @param maxArrayBytes size of the decoded array in bytes, 1 to 2^30
 */
public record DecodeLimits(int maxBytes, long maxPixels, int maxArrayBytes) {

  /** 64 MiB of file, 64 megapixels, 256 MiB of values. */
  public static final DecodeLimits STANDARD = new DecodeLimits(64 << 20, 64_000_000, 256 << 20);

  public DecodeLimits {
    if (maxBytes < 1 || maxBytes > 1 << 30) {
      throw new IllegalArgumentException("maxBytes is %d, not in 1 to 2^30".formatted(maxBytes));
    }
    if (maxPixels < 1 || maxPixels > 1 << 28) {
      throw new IllegalArgumentException("maxPixels is %d, not in 1 to 2^28".formatted(maxPixels));
    }
    if (maxArrayBytes < 1 || maxArrayBytes > 1 << 30) {
      throw new IllegalArgumentException(
          "maxArrayBytes is %d, not in 1 to 2^30".formatted(maxArrayBytes));
    }
  }
}
