package dev.gyre.streams.geometry;

import java.util.Map;

/**
 * How a camera without lens distortion maps directions to pixels: {@code x = fx X/Z + skew Y/Z +
 * cx, y = fy Y/Z + cy}, with X right, Y down and Z forward, pixel centres at whole numbers as in
 * OpenCV.
 *
 * @param fxPx above 0
 * @param fyPx above 0
 * @param skewPx 0 for nearly every camera; turning and perspective can bring some
 */
public record Intrinsics(double fxPx, double fyPx, double skewPx, double cxPx, double cyPx) {

  public Intrinsics {
    if (!(fxPx > 0 && fyPx > 0) || !Double.isFinite(fxPx + fyPx + skewPx + cxPx + cyPx)) {
      throw new IllegalArgumentException(
          "Intrinsics fx %s, fy %s, skew %s, cx %s, cy %s; all are finite, focal lengths above 0"
              .formatted(fxPx, fyPx, skewPx, cxPx, cyPx));
    }
  }

  /** A camera with square pixels. */
  public static Intrinsics square(double focalPx, double cxPx, double cyPx) {
    return new Intrinsics(focalPx, focalPx, 0, cxPx, cyPx);
  }

  Homography matrix() {
    return Homography.affine(fxPx, skewPx, cxPx, 0, fyPx, cyPx);
  }

  /** The canonical members. */
  public Map<String, Object> toMembers() {
    return Map.of("fx_px", fxPx, "fy_px", fyPx, "skew_px", skewPx, "cx_px", cxPx, "cy_px", cyPx);
  }
}
