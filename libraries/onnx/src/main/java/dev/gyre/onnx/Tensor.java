package dev.gyre.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Values with a type and a shape; row-major, little endian.
 *
 * <p>The buffer is shared, not copied: its owner must not write to it afterwards. It is exposed
 * read-only. Two tensors are equal if type, shape and all bytes are.
 *
 * @param shape sizes of the dimensions, each at least 0; empty for a scalar
 */
public record Tensor(DataType type, List<Long> shape, ByteBuffer data) {

  /** Checks that the buffer's remaining bytes are exactly those of type and shape. */
  public Tensor {
    shape = List.copyOf(shape);
    long expected = Math.multiplyExact(elements(shape), (long) type.byteSize());
    if (data.remaining() != expected) {
      throw new OnnxException(
          "A tensor %s%s needs %d bytes but has %d: give data that fits the shape"
              .formatted(type, shape, expected, data.remaining()));
    }
    data = littleEndian(data);
  }

  /** Unsigned bytes. */
  public static Tensor ofUint8(byte[] values, long... shape) {
    return new Tensor(DataType.UINT8, boxed(shape), ByteBuffer.wrap(values.clone()));
  }

  /** 16-bit integers; values without sign keep their bits. */
  public static Tensor ofShorts(short[] values, long... shape) {
    ByteBuffer bytes = allocate(values.length, Short.BYTES);
    bytes.asShortBuffer().put(values);
    return new Tensor(DataType.INT16, boxed(shape), bytes);
  }

  /** Single precision values. */
  public static Tensor ofFloats(float[] values, long... shape) {
    ByteBuffer bytes = allocate(values.length, Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return new Tensor(DataType.FP32, boxed(shape), bytes);
  }

  /** Double precision values. */
  public static Tensor ofDoubles(double[] values, long... shape) {
    ByteBuffer bytes = allocate(values.length, Double.BYTES);
    bytes.asDoubleBuffer().put(values);
    return new Tensor(DataType.FP64, boxed(shape), bytes);
  }

  /** 32-bit integers. */
  public static Tensor ofInts(int[] values, long... shape) {
    ByteBuffer bytes = allocate(values.length, Integer.BYTES);
    bytes.asIntBuffer().put(values);
    return new Tensor(DataType.INT32, boxed(shape), bytes);
  }

  /** 64-bit integers. */
  public static Tensor ofLongs(long[] values, long... shape) {
    ByteBuffer bytes = allocate(values.length, Long.BYTES);
    bytes.asLongBuffer().put(values);
    return new Tensor(DataType.INT64, boxed(shape), bytes);
  }

  /**
   * Joins tensors along their first dimension, as a batch.
   *
   * @throws OnnxException if there is none, or types or other dimensions differ
   */
  public static Tensor concatenate(List<Tensor> parts) {
    if (parts.isEmpty()) {
      throw new OnnxException("No tensors to join: give at least one");
    }
    Tensor first = parts.getFirst();
    ByteBuffer joined =
        ByteBuffer.allocate(parts.stream().mapToInt(Tensor::byteCount).reduce(0, Math::addExact));
    long rows = 0;
    for (Tensor part : parts) {
      if (part.type != first.type || !part.rowShape().equals(first.rowShape())) {
        throw new OnnxException(
            "Cannot join %s%s with %s%s: only the first dimension may differ"
                .formatted(first.type, first.shape, part.type, part.shape));
      }
      joined.put(part.data());
      rows += part.shape.getFirst();
    }
    List<Long> shape = new ArrayList<>(first.shape);
    shape.set(0, rows);
    return new Tensor(first.type, shape, joined.flip());
  }

  /**
   * Rows {@code from} (inclusive) to {@code to} (exclusive) of the first dimension; shares the
   * bytes.
   */
  public Tensor rows(int from, int to) {
    int rowBytes = Math.toIntExact(elements(rowShape()) * type.byteSize());
    if (from < 0 || to < from || to > shape.getFirst()) {
      throw new OnnxException(
          "Rows %d to %d are not within the shape %s".formatted(from, to, shape));
    }
    List<Long> sliced = new ArrayList<>(shape);
    sliced.set(0, (long) to - from);
    return new Tensor(type, sliced, data.slice(from * rowBytes, (to - from) * rowBytes));
  }

  /** The bytes: read-only, little endian, position 0, independent position and limit. */
  @Override
  public ByteBuffer data() {
    return littleEndian(data);
  }

  /** Number of values. */
  public int elementCount() {
    return byteCount() / type.byteSize();
  }

  /** Number of bytes. */
  public int byteCount() {
    return data.remaining();
  }

  /** A copy of FP32 values; other types are refused. */
  public float[] toFloats() {
    require(DataType.FP32);
    float[] values = new float[elementCount()];
    data().asFloatBuffer().get(values);
    return values;
  }

  /** A copy of INT64 values; other types are refused. */
  public long[] toLongs() {
    require(DataType.INT64);
    long[] values = new long[elementCount()];
    data().asLongBuffer().get(values);
    return values;
  }

  /** A copy of the bytes, of any type. */
  public byte[] toBytes() {
    byte[] values = new byte[byteCount()];
    data().get(values);
    return values;
  }

  /** The value at a row-major index as a number; UINT8 as 0 to 255, BOOL as 0 or 1. */
  public double valueAt(int index) {
    return switch (type) {
      case BOOL, UINT8 -> Byte.toUnsignedInt(data.get(index));
      case INT16 -> data().getShort(index * Short.BYTES);
      case INT32 -> data().getInt(index * Integer.BYTES);
      case INT64 -> data().getLong(index * Long.BYTES);
      case FP32 -> data().getFloat(index * Float.BYTES);
      case FP64 -> data().getDouble(index * Double.BYTES);
    };
  }

  /** Shape as ONNX Runtime and DJL take it. */
  public long[] dimensions() {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }

  private List<Long> rowShape() {
    if (shape.isEmpty()) {
      throw new OnnxException("A scalar has no rows: give a tensor of at least one dimension");
    }
    return shape.subList(1, shape.size());
  }

  private void require(DataType wanted) {
    if (type != wanted) {
      throw new OnnxException("The tensor holds %s, not %s".formatted(type, wanted));
    }
  }

  private static ByteBuffer littleEndian(ByteBuffer bytes) {
    return bytes.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer allocate(int values, int byteSize) {
    return ByteBuffer.allocate(Math.multiplyExact(values, byteSize)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static List<Long> boxed(long[] shape) {
    return Arrays.stream(shape).boxed().toList();
  }

  private static long elements(List<Long> shape) {
    long count = 1;
    for (long size : shape) {
      if (size < 0) {
        throw new OnnxException("A tensor cannot have the shape %s".formatted(shape));
      }
      count = Math.multiplyExact(count, size);
    }
    return count;
  }
}
