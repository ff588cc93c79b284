package dev.gyre.streams.declaration;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stored values mean: {@code stored * scale + offset} in a unit.
 *
 * @param unit for example {@code m}; {@code 1} for values without one
 * @param scale finite, not 0
 * @param offset finite, in the unit
 * @param invalidValue the stored value that means that there is none; null if all are values
 * @param validRange of values in the unit; null if all are possible
 */
public record Measure(
    String unit,
    double scale,
    double offset,
    @Nullable Double invalidValue,
    @Nullable Range validRange) {

  /** Values that are what they are. */
  public static final Measure PLAIN = new Measure("1", 1, 0, null, null);

  /** From the least to the most, both possible. */
  public record Range(double least, double most) {

    public Range {
      if (!(least < most)) {
        throw new IllegalArgumentException(
            "validRange is %s to %s; the least must be below the most".formatted(least, most));
      }
    }

    /** Whether the value is possible; NaN is not. */
    public boolean contains(double value) {
      return value >= least && value <= most;
    }
  }

  public Measure {
    if (!unit.matches("[A-Za-z0-9%/*^.°µ-]{1,16}")) {
      throw new IllegalArgumentException(
          "unit is '%s'; give 1 to 16 letters, digits and /*^.%%- without spaces".formatted(unit));
    }
    requireScale(scale);
    requireOffset(offset);
    if (invalidValue != null && !Double.isFinite(invalidValue)) {
      throw new IllegalArgumentException(
          "invalidValue is %s; NaN is never a value, so give a number or leave it out"
              .formatted(invalidValue));
    }
  }

  /** Metres along the axis: {@code stored * scale}, where one stored value means none. */
  public static Measure metres(double scale, double invalidValue, Range validRange) {
    return new Measure("m", scale, 0, invalidValue, validRange);
  }

  static void requireScale(double scale) {
    if (!Double.isFinite(scale) || scale == 0) {
      throw new IllegalArgumentException(
          "scale is %s; give a finite number but 0".formatted(scale));
    }
  }

  static void requireOffset(double offset) {
    if (!Double.isFinite(offset)) {
      throw new IllegalArgumentException("offset is %s; give a finite number".formatted(offset));
    }
  }

  Map<String, @Nullable Object> toMembers() {
    Map<String, @Nullable Object> members = new HashMap<>();
    members.put("unit", unit);
    members.put("scale", scale);
    members.put("offset", offset);
    members.put("invalid_value", invalidValue);
    members.put(
        "valid_range",
        validRange == null ? null : Map.of("least", validRange.least(), "most", validRange.most()));
    return members;
  }
}
