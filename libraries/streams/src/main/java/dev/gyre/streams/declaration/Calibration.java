package dev.gyre.streams.declaration;

import java.util.List;
import java.util.Map;

/**
 * Intrinsics of a camera for pictures of one size: {@code u = fx * X/Z + cx}, with the centre of
 * the first pixel at 0. The distortion is kept, not applied.
 *
 * @param widthPx of the pictures that it holds for
 * @param heightPx of the pictures that it holds for
 * @param fx focal length in pixels, above 0
 * @param fy focal length in pixels, above 0
 * @param cx principal point in pixels
 * @param cy principal point in pixels
 */
public record Calibration(
    int widthPx, int heightPx, double fx, double fy, double cx, double cy, Distortion distortion) {

  /**
   * How the lens departs from the pinhole.
   *
   * @param model name, for example {@code none}, {@code brown-conrady}, {@code fisheye}
   * @param coefficients in the order of OpenCV
   */
  public record Distortion(String model, List<Double> coefficients) {

    /** A pinhole. */
    public static final Distortion NONE = new Distortion("none", List.of());

    public Distortion {
      coefficients = List.copyOf(coefficients);
      if (!model.matches("[a-z][a-z0-9-]{0,31}")) {
        throw new IllegalArgumentException(
            "calibration.distortion.model is '%s'; give lower-case letters, digits and hyphens"
                .formatted(model));
      }
      if (!coefficients.stream().allMatch(Double::isFinite)) {
        throw new IllegalArgumentException(
            "calibration.distortion.coefficients are %s; all must be finite"
                .formatted(coefficients));
      }
    }

    Map<String, Object> toMembers() {
      return Map.of("model", model, "coefficients", coefficients);
    }
  }

  public Calibration {
    if (widthPx < 1 || heightPx < 1) {
      throw new IllegalArgumentException(
          "calibration is for %d x %d pixels; sides are at least 1".formatted(widthPx, heightPx));
    }
    if (!(fx > 0 && fy > 0 && Double.isFinite(fx) && Double.isFinite(fy))) {
      throw new IllegalArgumentException(
          "calibration.fx and fy are %s and %s; give pixels above 0".formatted(fx, fy));
    }
    if (!Double.isFinite(cx) || !Double.isFinite(cy)) {
      throw new IllegalArgumentException(
          "calibration.cx and cy are %s and %s; give pixels".formatted(cx, cy));
    }
  }

  Map<String, Object> toMembers() {
    return Map.of(
        "width", widthPx,
        "height", heightPx,
        "fx", fx,
        "fy", fy,
        "cx", cx,
        "cy", cy,
        "distortion", distortion.toMembers());
  }
}
