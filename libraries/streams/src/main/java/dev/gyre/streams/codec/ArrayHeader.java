package dev.gyre.streams.codec;

import dev.gyre.streams.array.ElementType;
import java.util.List;

/**
 * What a file says about its values, read without decoding one.
 *
 * @param codec name of the codec that reads the file, for example {@code png}
 * @param type of the values as they will be decoded
 * @param shape as it will be decoded: pictures have height and width, then 3 channels if they are
 *     coloured; sides are those after the orientation tag
 * @param bitDepth bits per stored value
 */
public record ArrayHeader(String codec, ElementType type, List<Integer> shape, int bitDepth)
    implements Probed {

  public ArrayHeader {
    shape = List.copyOf(shape);
  }

  /** The shape for {@code NdArray}. */
  public int[] sides() {
    return shape.stream().mapToInt(Integer::intValue).toArray();
  }
}
