package dev.gyre.streams.codec;

import dev.gyre.streams.array.ElementType;
import java.util.List;

/**
 * What a file stores of a picture.
 *
 * @param channels of the values, 1 or 3; transparency is dropped
 * @param expandsPalette whether stored numbers are to be looked up in the decoder's colours
 */
record Frame(
    int widthPx,
    int heightPx,
    int channels,
    ElementType type,
    int bitDepth,
    boolean expandsPalette,
    Orientation orientation) {

  Frame withOrientation(Orientation found) {
    return new Frame(widthPx, heightPx, channels, type, bitDepth, expandsPalette, found);
  }

  /** Shape of the stored values, before they are turned. */
  int[] storedShape() {
    return channels == 1 ? new int[] {heightPx, widthPx} : new int[] {heightPx, widthPx, channels};
  }

  ArrayHeader header(String codec) {
    int height = orientation.swapsSides() ? widthPx : heightPx;
    int width = orientation.swapsSides() ? heightPx : widthPx;
    return new ArrayHeader(
        codec,
        type,
        channels == 1 ? List.of(height, width) : List.of(height, width, channels),
        bitDepth);
  }
}
