package dev.gyre.streams.array;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Values of one element type in row-major order, for example a depth map of {@code height x width}
 * or a picture of {@code height x width x channels}.
 *
 * <p>The array is not copied on the way in or out, because frames are large: whoever hands it over
 * gives it up, and whoever asks for it only reads. Equality compares element type, shape and bits,
 * so that a NaN equals the same NaN and -0 is not 0.
 */
public final class NdArray {

  private final ElementType type;
  private final int[] shape;
  private final Object values;

  private NdArray(ElementType type, Object values, int length, int[] shape) {
    long product = 1;
    for (int side : shape) {
      if (side < 0) {
        throw new IllegalArgumentException(
            "Shape %s has the side %d; sides are 0 or more"
                .formatted(Arrays.toString(shape), side));
      }
      product = Math.multiplyExact(product, (long) side);
    }
    if (product != length) {
      throw new IllegalArgumentException(
          "Shape %s needs %d values, not %d".formatted(Arrays.toString(shape), product, length));
    }
    this.type = type;
    this.shape = shape.clone();
    this.values = values;
  }

  /** Unsigned bytes. */
  public static NdArray uint8(byte[] values, int... shape) {
    return new NdArray(ElementType.UINT8, values, values.length, shape);
  }

  /** Unsigned 16-bit values. */
  public static NdArray uint16(short[] values, int... shape) {
    return new NdArray(ElementType.UINT16, values, values.length, shape);
  }

  /** Signed 32-bit values. */
  public static NdArray int32(int[] values, int... shape) {
    return new NdArray(ElementType.INT32, values, values.length, shape);
  }

  /** Signed 64-bit values. */
  public static NdArray int64(long[] values, int... shape) {
    return new NdArray(ElementType.INT64, values, values.length, shape);
  }

  /** Values of single precision. */
  public static NdArray float32(float[] values, int... shape) {
    return new NdArray(ElementType.FLOAT32, values, values.length, shape);
  }

  /** Values of double precision. */
  public static NdArray float64(double[] values, int... shape) {
    return new NdArray(ElementType.FLOAT64, values, values.length, shape);
  }

  /** How each value is stored. */
  public ElementType type() {
    return type;
  }

  /** Number of axes; 0 for a single value. */
  public int rank() {
    return shape.length;
  }

  /** Length of an axis, counted from 0. */
  public int size(int axis) {
    return shape[axis];
  }

  /** A copy of the lengths of all axes. */
  public int[] shape() {
    return shape.clone();
  }

  /** Number of values. */
  public int length() {
    int length = 1;
    for (int side : shape) {
      length *= side;
    }
    return length;
  }

  /** The value at a flat index, widened; unsigned types give 0 or more. */
  public double at(int index) {
    return switch (type) {
      case UINT8 -> ((byte[]) values)[index] & 0xff;
      case UINT16 -> ((short[]) values)[index] & 0xffff;
      case INT32 -> ((int[]) values)[index];
      case INT64 -> ((long[]) values)[index];
      case FLOAT32 -> ((float[]) values)[index];
      case FLOAT64 -> ((double[]) values)[index];
    };
  }

  /** The values of a {@code UINT8} array: read only. */
  public byte[] bytes() {
    return (byte[]) as(ElementType.UINT8);
  }

  /** The values of a {@code UINT16} array: read only. */
  public short[] shorts() {
    return (short[]) as(ElementType.UINT16);
  }

  /** The values of an {@code INT32} array: read only. */
  public int[] ints() {
    return (int[]) as(ElementType.INT32);
  }

  /** The values of an {@code INT64} array: read only. */
  public long[] longs() {
    return (long[]) as(ElementType.INT64);
  }

  /** The values of a {@code FLOAT32} array: read only. */
  public float[] floats() {
    return (float[]) as(ElementType.FLOAT32);
  }

  /** The values of a {@code FLOAT64} array: read only. */
  public double[] doubles() {
    return (double[]) as(ElementType.FLOAT64);
  }

  /**
   * A new array of the given shape and this element type, whose value {@code i} is the value of
   * this one at {@code source(i)}; indices are flat.
   */
  public NdArray gather(IntUnaryOperator source, int... newShape) {
    int count = 1;
    for (int side : newShape) {
      count = Math.multiplyExact(count, side);
    }
    return switch (type) {
      case UINT8 -> uint8(gather(bytes(), source, count), newShape);
      case UINT16 -> uint16(gather(shorts(), source, count), newShape);
      case INT32 ->
          int32(
              IntStream.range(0, count).map(i -> ints()[source.applyAsInt(i)]).toArray(), newShape);
      case INT64 ->
          int64(
              IntStream.range(0, count).mapToLong(i -> longs()[source.applyAsInt(i)]).toArray(),
              newShape);
      case FLOAT32 -> float32(gather(floats(), source, count), newShape);
      case FLOAT64 ->
          float64(
              IntStream.range(0, count).mapToDouble(i -> doubles()[source.applyAsInt(i)]).toArray(),
              newShape);
    };
  }

  private static byte[] gather(byte[] from, IntUnaryOperator source, int count) {
    byte[] to = new byte[count];
    for (int i = 0; i < count; i++) {
      to[i] = from[source.applyAsInt(i)];
    }
    return to;
  }

  private static short[] gather(short[] from, IntUnaryOperator source, int count) {
    short[] to = new short[count];
    for (int i = 0; i < count; i++) {
      to[i] = from[source.applyAsInt(i)];
    }
    return to;
  }

  private static float[] gather(float[] from, IntUnaryOperator source, int count) {
    float[] to = new float[count];
    for (int i = 0; i < count; i++) {
      to[i] = from[source.applyAsInt(i)];
    }
    return to;
  }

  private Object as(ElementType wanted) {
    if (type != wanted) {
      throw new IllegalStateException("The array holds %s, not %s".formatted(type, wanted));
    }
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NdArray that
        && type == that.type
        && Arrays.equals(shape, that.shape)
        && switch (type) {
          case UINT8 -> Arrays.equals(bytes(), that.bytes());
          case UINT16 -> Arrays.equals(shorts(), that.shorts());
          case INT32 -> Arrays.equals(ints(), that.ints());
          case INT64 -> Arrays.equals(longs(), that.longs());
          case FLOAT32 -> Arrays.equals(floats(), that.floats());
          case FLOAT64 -> Arrays.equals(doubles(), that.doubles());
        };
  }

  @Override
  public int hashCode() {
    int content =
        switch (type) {
          case UINT8 -> Arrays.hashCode(bytes());
          case UINT16 -> Arrays.hashCode(shorts());
          case INT32 -> Arrays.hashCode(ints());
          case INT64 -> Arrays.hashCode(longs());
          case FLOAT32 -> Arrays.hashCode(floats());
          case FLOAT64 -> Arrays.hashCode(doubles());
        };
    return 31 * Arrays.hashCode(shape) + content;
  }

  @Override
  public String toString() {
    return "NdArray[%s %s]".formatted(type.wireName(), Arrays.toString(shape));
  }
}
