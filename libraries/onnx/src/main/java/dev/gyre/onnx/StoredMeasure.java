package dev.gyre.onnx;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What stored values mean: {@code stored * scale + offset} in a unit.
 *
 * @param unit of the result (UCUM, such as {@code m}); {@code 1} if it has none
 * @param scale finite, not 0
 * @param offset finite, in the unit
 * @param invalid the stored value that means that there is none; null if all are values
 */
public record StoredMeasure(String unit, float scale, float offset, @Nullable Float invalid) {

  /** Values that are what they are. */
  public static final StoredMeasure PLAIN = new StoredMeasure("1", 1, 0, null);

  /** Refuses a scale that loses all values, and numbers that are not finite. */
  public StoredMeasure {
    if (!Float.isFinite(scale) || scale == 0 || !Float.isFinite(offset)) {
      throw new OnnxException(
          "The scale must be finite and not 0, the offset finite: %s and %s"
              .formatted(scale, offset));
    }
    if (invalid != null && !Float.isFinite(invalid)) {
      throw new OnnxException(
          "The invalid value must be finite, not %s: what is not a number is never a value"
              .formatted(invalid));
    }
  }

  /** Whether a stored value is the result already. */
  boolean isPlain() {
    return scale == 1 && offset == 0;
  }

  /** The unit of what is stored: a power of ten of {@link #unit}, or none. */
  String storedUnit() {
    if (isPlain()) {
      return unit;
    }
    long exponent = Math.round(Math.log10(Math.abs(scale)));
    boolean power = offset == 0 && scale == (float) Math.pow(10, (double) exponent);
    return power && !unit.equals("1")
        ? String.format(Locale.ROOT, "10*%d.%s", exponent, unit)
        : "1";
  }
}
