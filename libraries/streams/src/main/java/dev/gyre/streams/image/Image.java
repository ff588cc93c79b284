package dev.gyre.streams.image;

import java.util.Arrays;
import java.util.Objects;

/**
 * A picture of unsigned eight-bit values in rows, then columns, then channels (HWC). One channel is
 * gray, three are red, green, blue. Values are those stored in the file: no colour profile or gamma
 * is applied, but the orientation tag is, so that the picture stands upright.
 *
 * <p>The array is not copied on the way in or out, because pictures are large: whoever hands it
 * over gives it up, and whoever asks for it only reads.
 */
public final class Image implements DecodeResult {

  private final int heightPx;
  private final int widthPx;
  private final int channels;
  private final byte[] pixels;

  /**
   * Wraps the pixels.
   *
   * @throws IllegalArgumentException if a side is below 1, channels are not 1 or 3, or the array
   *     has another length
   */
  public Image(int heightPx, int widthPx, int channels, byte[] pixels) {
    if (heightPx < 1 || widthPx < 1 || (channels != 1 && channels != 3)) {
      throw new IllegalArgumentException(
          "An image of height %d, width %d and %d channels cannot be; sides are at least 1, channels 1 or 3"
              .formatted(heightPx, widthPx, channels));
    }
    if ((long) heightPx * widthPx * channels != pixels.length) {
      throw new IllegalArgumentException(
          "An image of %d x %d x %d needs as many bytes, not %d"
              .formatted(heightPx, widthPx, channels, pixels.length));
    }
    this.heightPx = heightPx;
    this.widthPx = widthPx;
    this.channels = channels;
    this.pixels = pixels;
  }

  public int heightPx() {
    return heightPx;
  }

  public int widthPx() {
    return widthPx;
  }

  public int channels() {
    return channels;
  }

  /** All values in HWC order, shared with this image: read only. */
  public byte[] pixels() {
    return pixels;
  }

  /** The value at a place, 0 to 255. */
  public int at(int row, int column, int channel) {
    return pixels[(row * widthPx + column) * channels + channel] & 0xff;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Image that
        && heightPx == that.heightPx
        && widthPx == that.widthPx
        && channels == that.channels
        && Arrays.equals(pixels, that.pixels);
  }

  @Override
  public int hashCode() {
    return Objects.hash(heightPx, widthPx, channels, Arrays.hashCode(pixels));
  }

  @Override
  public String toString() {
    return "Image[%d x %d x %d]".formatted(heightPx, widthPx, channels);
  }
}
