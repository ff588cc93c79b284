package dev.gyre.streams.image;

/**
 * How much one picture may cost. Decoding takes up to eight bytes of heap per pixel, beside three
 * times the file.
 *
 * @param maxBytes size of the encoded file in bytes, 1 to 2^30
 * @param maxPixels width times height, 1 to 2^28
 */
public record ImageLimits(int maxBytes, long maxPixels) {

  /** 64 MiB of file and 64 megapixels. */
  public static final ImageLimits STANDARD = new ImageLimits(64 << 20, 64_000_000);

  public ImageLimits {
    if (maxBytes < 1 || maxBytes > 1 << 30) {
      throw new IllegalArgumentException("maxBytes is %d, not in 1 to 2^30".formatted(maxBytes));
    }
    if (maxPixels < 1 || maxPixels > 1 << 28) {
      throw new IllegalArgumentException("maxPixels is %d, not in 1 to 2^28".formatted(maxPixels));
    }
  }
}
