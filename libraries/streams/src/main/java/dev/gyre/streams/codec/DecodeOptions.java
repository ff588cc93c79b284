package dev.gyre.streams.codec;

import org.jspecify.annotations.Nullable;

/**
 * What a caller wants of a decoder.
 *
 * @param maxBitDepth bits per stored value, at least 1; more is refused
 */
public record DecodeOptions(DecodeLimits limits, PaletteReading palette, int maxBitDepth) {

  /** Standard limits, palettes as colours, any depth. */
  public static final DecodeOptions STANDARD = of(DecodeLimits.STANDARD);

  public DecodeOptions {
    if (maxBitDepth < 1) {
      throw new IllegalArgumentException("maxBitDepth is %d, below 1".formatted(maxBitDepth));
    }
  }

  /** Palettes as colours, any depth. */
  public static DecodeOptions of(DecodeLimits limits) {
    return new DecodeOptions(limits, PaletteReading.COLOURS, Integer.MAX_VALUE);
  }

  /** The same limits, palettes as ids. */
  public DecodeOptions forIds() {
    return new DecodeOptions(limits, PaletteReading.IDS, maxBitDepth);
  }

  /** The same, but pictures of eight bits alone. */
  public DecodeOptions forEightBits() {
    return new DecodeOptions(limits, palette, 8);
  }

  /** Why values of that depth are refused, or null if they are not. */
  @Nullable Refusal tooDeep(int bitDepth) {
    return bitDepth <= maxBitDepth
        ? null
        : new Refusal(
            Refusal.Reason.UNSUPPORTED_FORMAT,
            "The file has %d bits per value; at most %d are read".formatted(bitDepth, maxBitDepth));
  }
}
