package dev.gyre.streams.codec;

import dev.gyre.streams.array.NdArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a stored picture is turned to be upright, by the <a
 * href="https://www.cipa.jp/std/documents/download_e.html?DC-008-Translation-2023-E">Exif</a> tag
 * 0x0112.
 */
enum Orientation {
  UPRIGHT(1, false),
  MIRRORED(2, false),
  TURNED_180(3, false),
  FLIPPED(4, false),
  TRANSPOSED(5, true),
  TURNED_RIGHT(6, true),
  TRANSVERSED(7, true),
  TURNED_LEFT(8, true);

  private static final int TAG = 0x0112;
  private static final int ENTRY = 12;
  private static final int SHORT = 3;

  private final int value;
  private final boolean swapsSides;

  Orientation(int value, boolean swapsSides) {
    this.value = value;
    this.swapsSides = swapsSides;
  }

  /** By the tag's value; values out of 1 to 8 mean upright, as viewers take them. */
  static Orientation of(long value) {
    for (Orientation one : values()) {
      if (one.value == value) {
        return one;
      }
    }
    return UPRIGHT;
  }

  /** From an Exif block, which begins like a TIFF file; broken blocks mean upright. */
  static Orientation ofExif(byte[] file, int from, int length) {
    if (length < 8) {
      return UPRIGHT;
    }
    ByteBuffer exif = ByteBuffer.wrap(file, from, length).slice();
    if (exif.getShort(0) != 0x4949 && exif.getShort(0) != 0x4d4d) {
      return UPRIGHT;
    }
    exif.order(exif.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long table = Integer.toUnsignedLong(exif.getInt(4));
    if (exif.getShort(2) != 42 || table > length - 2) {
      return UPRIGHT;
    }
    int entries = Short.toUnsignedInt(exif.getShort((int) table));
    for (int i = 0; i < entries && table + 2 + (i + 1) * (long) ENTRY <= length; i++) {
      int at = (int) table + 2 + i * ENTRY;
      if (exif.getShort(at) == TAG && exif.getShort(at + 2) == SHORT) {
        return of(exif.getShort(at + 8));
      }
    }
    return UPRIGHT;
  }

  /** Whether height and width change places. */
  boolean swapsSides() {
    return swapsSides;
  }

  /** The upright picture; the same object if it is upright already. */
  NdArray apply(NdArray stored) {
    if (this == UPRIGHT) {
      return stored;
    }
    int height = stored.size(0);
    int width = stored.size(1);
    int channels = stored.rank() == 3 ? stored.size(2) : 1;
    int[] shape = stored.shape();
    shape[0] = swapsSides() ? width : height;
    shape[1] = swapsSides() ? height : width;
    int row = shape[1] * channels;
    return stored.gather(
        to -> {
          int y = to / row;
          int x = to % row / channels;
          return from(y, x, height, width) * channels + to % channels;
        },
        shape);
  }

  /** The stored place of the upright pixel in row y and column x. */
  private int from(int y, int x, int height, int width) {
    return switch (this) {
      case UPRIGHT -> y * width + x;
      case MIRRORED -> y * width + width - 1 - x;
      case TURNED_180 -> (height - 1 - y) * width + width - 1 - x;
      case FLIPPED -> (height - 1 - y) * width + x;
      case TRANSPOSED -> x * width + y;
      case TURNED_RIGHT -> (height - 1 - x) * width + y;
      case TRANSVERSED -> (height - 1 - x) * width + width - 1 - y;
      case TURNED_LEFT -> x * width + width - 1 - y;
    };
  }
}
