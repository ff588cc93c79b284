package dev.gyre.streams.declaration;

import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.array.NdArray;

/** How the eight-bit channels of a picture are stored. */
public record PixelFormat(Order order, Levels levels) {

  /** What every decoder of files gives. */
  public static final PixelFormat RGB = new PixelFormat(Order.RGB, Levels.FULL);

  /** The order of three channels. */
  public enum Order {
    RGB,
    BGR
  }

  /** Which of the values are used. */
  public enum Levels {
    /** 0 to 255. */
    FULL,
    /** 16 to 235, as video has them. */
    LIMITED
  }

  /**
   * The picture as red, green, blue (or gray) of 0 to 255; the same object if it is so already.
   *
   * @throws IllegalArgumentException if the values are no eight-bit picture
   */
  public NdArray toRgb(NdArray stored) {
    boolean coloured = stored.rank() == 3 && stored.size(2) == 3;
    if (stored.type() != ElementType.UINT8 || !(stored.rank() == 2 || coloured)) {
      throw new IllegalArgumentException(
          "pixelFormat is for eight-bit gray or colour, not " + stored);
    }
    boolean turns = order == Order.BGR && coloured;
    if (!turns && levels == Levels.FULL) {
      return stored;
    }
    byte[] from = stored.bytes();
    byte[] to = new byte[from.length];
    for (int i = 0; i < to.length; i++) {
      int value = from[turns ? i - i % 3 + 2 - i % 3 : i] & 0xff;
      to[i] =
          (byte)
              (levels == Levels.FULL
                  ? value
                  : Math.clamp(Math.round((value - 16) * 255 / 219.0), 0, 255));
    }
    return NdArray.uint8(to, stored.shape());
  }
}
