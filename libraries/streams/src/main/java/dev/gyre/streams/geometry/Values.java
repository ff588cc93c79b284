package dev.gyre.streams.geometry;

import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.array.NdArray;

/** A new array of one element type while it is being written. */
final class Values {

  private final ElementType type;
  private final Object values;

  Values(ElementType type, int length) {
    this.type = type;
    values =
        switch (type) {
          case UINT8 -> new byte[length];
          case UINT16 -> new short[length];
          case INT32 -> new int[length];
          case INT64 -> new long[length];
          case FLOAT32 -> new float[length];
          case FLOAT64 -> new double[length];
        };
  }

  /** Room for as many values as the shape has. */
  static Values ofShape(ElementType type, int... shape) {
    int length = 1;
    for (int side : shape) {
      length = Math.multiplyExact(length, side);
    }
    return new Values(type, length);
  }

  /**
   * Refuses a fill that the element type would change.
   *
   * @throws IllegalArgumentException if a whole-number type does not have the value
   */
  static void checkHolds(NdArray pixels, double fill) {
    Values one = new Values(pixels.type(), 1);
    one.set(0, fill);
    if (!pixels.type().isFloating() && one.array(1).at(0) != fill) {
      throw new IllegalArgumentException(
          "The fill %s is no value of %s; give one that it holds".formatted(fill, pixels));
    }
  }

  /** Whole-number types round half to even and stop at their ends; NaN becomes 0 in them. */
  void set(int index, double value) {
    switch (type) {
      case UINT8 -> ((byte[]) values)[index] = (byte) (int) Math.clamp(Math.rint(value), 0, 255);
      case UINT16 ->
          ((short[]) values)[index] = (short) (int) Math.clamp(Math.rint(value), 0, 65_535);
      case INT32 -> ((int[]) values)[index] = (int) Math.rint(value);
      case INT64 -> ((long[]) values)[index] = (long) Math.rint(value);
      case FLOAT32 -> ((float[]) values)[index] = (float) value;
      case FLOAT64 -> ((double[]) values)[index] = value;
    }
  }

  /** Copies values as they are, bit by bit. */
  void copy(NdArray from, int fromIndex, int index, int count) {
    System.arraycopy(raw(from), fromIndex, values, index, count);
  }

  private static Object raw(NdArray array) {
    return switch (array.type()) {
      case UINT8 -> array.bytes();
      case UINT16 -> array.shorts();
      case INT32 -> array.ints();
      case INT64 -> array.longs();
      case FLOAT32 -> array.floats();
      case FLOAT64 -> array.doubles();
    };
  }

  NdArray array(int... shape) {
    return switch (type) {
      case UINT8 -> NdArray.uint8((byte[]) values, shape);
      case UINT16 -> NdArray.uint16((short[]) values, shape);
      case INT32 -> NdArray.int32((int[]) values, shape);
      case INT64 -> NdArray.int64((long[]) values, shape);
      case FLOAT32 -> NdArray.float32((float[]) values, shape);
      case FLOAT64 -> NdArray.float64((double[]) values, shape);
    };
  }
}
