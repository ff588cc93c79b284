package dev.gyre.streams.declaration;

import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.array.NdArray;

/**
 * Values in the unit of their stream.
 *
 * @param values floats, in double precision if they were stored so; NaN where there is none
 * @param valid 1 where there is a value and 0 where there is none, of the same shape
 * @param invalid how many places have none
 * @param outOfRange how many values lie outside the declared range
 */
public record PhysicalValues(NdArray values, NdArray valid, long invalid, long outOfRange) {

  /**
   * {@code stored * scale + offset}, computed in double precision, where the item's own scale,
   * offset and invalid value come before the declared ones.
   *
   * @throws IllegalArgumentException if the values are not of the declared form, naming field and
   *     value
   */
  public static PhysicalValues of(
      NdArray stored, StreamDeclaration stream, ItemAttributes attributes) {
    stream
        .form()
        .mismatch(stored)
        .ifPresent(mismatch -> {
          throw new IllegalArgumentException("Stream '%s': %s".formatted(stream.name(), mismatch));
        });
    return of(stored, attributes.over(stream));
  }

  private static PhysicalValues of(NdArray stored, Measure measure) {
    int length = stored.length();
    double[] values = new double[length];
    byte[] valid = new byte[length];
    double none = measure.invalidValue() == null ? Double.NaN : measure.invalidValue();
    long invalid = 0;
    long outOfRange = 0;
    for (int i = 0; i < length; i++) {
      double raw = stored.at(i);
      if (raw == none || Double.isNaN(raw)) {
        values[i] = Double.NaN;
        invalid++;
        continue;
      }
      values[i] = raw * measure.scale() + measure.offset();
      valid[i] = 1;
      if (measure.validRange() != null && !measure.validRange().contains(values[i])) {
        outOfRange++;
      }
    }
    int[] shape = stored.shape();
    return new PhysicalValues(
        stored.type() == ElementType.FLOAT64
            ? NdArray.float64(values, shape)
            : NdArray.float32(single(values), shape),
        NdArray.uint8(valid, shape),
        invalid,
        outOfRange);
  }

  private static float[] single(double[] values) {
    float[] single = new float[values.length];
    for (int i = 0; i < single.length; i++) {
      single[i] = (float) values[i];
    }
    return single;
  }
}
