package dev.gyre.streams.preparation;

import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.declaration.ItemAttributes;
import dev.gyre.streams.declaration.Measure;
import dev.gyre.streams.declaration.StreamDeclaration;
import java.util.Arrays;
import java.util.Objects;

/** Values as a stream's declaration has them stored, whatever an item says of its own. */
final class StoredValues {

  private StoredValues() {}

  /**
   * The values in the declared scale, offset and invalid value; the same object if they are so
   * already. Whole numbers are rounded, halves to even.
   *
   * @throws IllegalArgumentException if the declared type or invalid value cannot hold them
   */
  static NdArray asDeclared(NdArray stored, StreamDeclaration stream, ItemAttributes item) {
    Measure own = item.over(stream);
    Measure declared = stream.measure();
    if (own.equals(declared)) {
      return stored;
    }
    double none = Objects.requireNonNullElse(own.invalidValue(), Double.NaN);
    double[] values = new double[stored.length()];
    for (int i = 0; i < values.length; i++) {
      double raw = stored.at(i);
      values[i] =
          raw == none || Double.isNaN(raw)
              ? none(stored.type(), declared)
              : (raw * own.scale() + own.offset() - declared.offset()) / declared.scale();
    }
    return of(stored.type(), values, stored.shape());
  }

  private static double none(ElementType type, Measure declared) {
    if (declared.invalidValue() == null && !type.isFloating()) {
      throw new IllegalArgumentException(
          "The item has places without value, but its stream declares no invalid value");
    }
    return Objects.requireNonNullElse(declared.invalidValue(), Double.NaN);
  }

  /**
   * An array of that type.
   *
   * @throws IllegalArgumentException if a whole-number type does not hold a value
   */
  static NdArray of(ElementType type, double[] values, int... shape) {
    if (!type.isFloating()) {
      for (int i = 0; i < values.length; i++) {
        values[i] = whole(type, values[i]);
      }
    }
    return switch (type) {
      case UINT8 -> {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = (byte) (int) values[i];
        }
        yield NdArray.uint8(bytes, shape);
      }
      case UINT16 -> {
        short[] shorts = new short[values.length];
        for (int i = 0; i < shorts.length; i++) {
          shorts[i] = (short) (int) values[i];
        }
        yield NdArray.uint16(shorts, shape);
      }
      case INT32 -> NdArray.int32(Arrays.stream(values).mapToInt(v -> (int) v).toArray(), shape);
      case INT64 -> NdArray.int64(Arrays.stream(values).mapToLong(v -> (long) v).toArray(), shape);
      case FLOAT32 -> {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
          floats[i] = (float) values[i];
        }
        yield NdArray.float32(floats, shape);
      }
      case FLOAT64 -> NdArray.float64(values, shape);
    };
  }

  private static double whole(ElementType type, double value) {
    double rounded = Math.rint(value);
    double most =
        switch (type) {
          case UINT8 -> 255;
          case UINT16 -> 65_535;
          case INT32 -> Integer.MAX_VALUE;
          default -> 1L << 53;
        };
    boolean signed = type == ElementType.INT32 || type == ElementType.INT64;
    if (!(rounded <= most && rounded >= (signed ? -most : 0))) {
      throw new IllegalArgumentException(
          "In the declared scale a value is %s, which %s does not hold"
              .formatted(value, type.wireName()));
    }
    return rounded;
  }
}
