package dev.gyre.api.project;

import dev.gyre.api.PlatformException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One stream of a sample: what a sensor measured, never what somebody says about it. A single item
 * may say otherwise by its attributes.
 *
 * @param name unique in the contract; not {@code sample}, which is an annotation's other target
 * @param kind lower-case words joined by hyphens; known are {@code image}, {@code depth}, {@code
 *     pose} and {@code vector}, others are kept as they come
 * @param required whether a sample without it is refused
 * @param channels of a picture: 1 (gray) or 3 (rgb); absent for any
 * @param unit of the values, such as {@code m}; absent for none
 * @param elementType of the stored values; absent for any
 * @param validRange of the values in the unit; absent if all are possible
 * @param scale finite, not 0: a value is stored value times scale plus offset; 1 if absent
 * @param offset finite, in the unit; 0 if absent
 * @param invalidValue the stored value that means that there is none; absent if all are values
 * @param rateHz items in a second, above 0; absent if they come irregularly
 * @param clock name of the clock of its times; absent for the sample's own
 */
public record StreamSpec(
    String name,
    String kind,
    boolean required,
    @Nullable Integer channels,
    @Nullable String unit,
    @Nullable ElementType elementType,
    @Nullable ValueRange validRange,
    @Nullable Double scale,
    @Nullable Double offset,
    @Nullable Double invalidValue,
    @Nullable Double rateHz,
    @Nullable String clock) {

  /** Pictures for the eye. */
  public static final String IMAGE = "image";

  /** Distance along the optical axis of each pixel. */
  public static final String DEPTH = "depth";

  /** Position, then unit quaternion. */
  public static final String POSE = "pose";

  /** Numbers of one instant. */
  public static final String VECTOR = "vector";

  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final int MAX_KIND = 64;

  public StreamSpec {
    TaskContract.requireName("streams.name", name);
    if (name.equals("sample")) {
      throw PlatformException.invalid("streams.name", name, "another name than 'sample'");
    }
    if (!KIND.matcher(kind).matches() || kind.length() > MAX_KIND) {
      throw PlatformException.invalid(
          "streams.kind", kind, "lower-case words joined by hyphens, such as 'image' or 'depth'");
    }
    if (channels != null && channels != 1 && channels != 3) {
      throw PlatformException.invalid("streams.channels", channels, "1 or 3");
    }
    requireText("streams.unit", unit);
    requireText("streams.clock", clock);
    requireFinite("streams.scale", scale);
    requireFinite("streams.offset", offset);
    requireFinite("streams.invalid_value", invalidValue);
    requireFinite("streams.rate_hz", rateHz);
    if (scale != null && scale == 0) {
      throw PlatformException.invalid("streams.scale", scale, "not 0");
    }
    if (rateHz != null && rateHz <= 0) {
      throw PlatformException.invalid("streams.rate_hz", rateHz, "above 0");
    }
  }

  /** A stream of which no more is said. */
  public StreamSpec(String name, String kind, boolean required, @Nullable Integer channels) {
    this(name, kind, required, channels, null, null, null, null, null, null, null, null);
  }

  private static void requireFinite(String field, @Nullable Double value) {
    if (value != null && !Double.isFinite(value)) {
      throw PlatformException.invalid(field, value, "finite");
    }
  }

  private static void requireText(String field, @Nullable String text) {
    if (text != null && (text.isBlank() || text.length() > 64)) {
      throw PlatformException.invalid(field, text, "1 to 64 characters");
    }
  }
}
