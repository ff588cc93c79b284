package dev.gyre.streams.preparation;

import dev.gyre.streams.image.Image;
import java.util.Locale;

/** The channels that prepared pictures have. */
public enum Colour {
  /**
   * One channel: {@code (19595 R + 38470 G + 7471 B + 32768) / 65536}, the luma of ITU-R BT.601 as
   * Pillow computes it.
   */
  GRAY(1),
  /** Three channels: red, green, blue; gray pictures are repeated. */
  RGB(3);

  private final int channels;

  Colour(int channels) {
    this.channels = channels;
  }

  /** 1 or 3. */
  public int channels() {
    return channels;
  }

  /** The picture with these channels; the same object if it has them already. */
  public Image apply(Image image) {
    if (image.channels() == channels) {
      return image;
    }
    byte[] from = image.pixels();
    int count = image.heightPx() * image.widthPx();
    byte[] to = new byte[Math.multiplyExact(count, channels)];
    for (int i = 0; i < count; i++) {
      if (this == GRAY) {
        int luma =
            19595 * (from[3 * i] & 0xff)
                + 38470 * (from[3 * i + 1] & 0xff)
                + 7471 * (from[3 * i + 2] & 0xff);
        to[i] = (byte) ((luma + 32768) >> 16);
      } else {
        to[3 * i] = from[i];
        to[3 * i + 1] = from[i];
        to[3 * i + 2] = from[i];
      }
    }
    return new Image(image.heightPx(), image.widthPx(), channels, to);
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
