package dev.gyre.api.data;

import dev.gyre.api.PlatformException;

/**
 * The size that all pictures get; the aspect ratio is not kept.
 *
 * @param widthPx 1 to 16384
 * @param heightPx 1 to 16384
 * @param kind {@code linear} or {@code nearest}
 */
public record ResizeSpec(int widthPx, int heightPx, String kind) {

  public ResizeSpec {
    requireSide("resize.width_px", widthPx);
    requireSide("resize.height_px", heightPx);
    if (!kind.equals("linear") && !kind.equals("nearest")) {
      throw PlatformException.invalid("resize.kind", kind, "'linear' or 'nearest'");
    }
  }

  static void requireSide(String field, int px) {
    if (px < 1 || px > 16_384) {
      throw PlatformException.invalid(field, px, "1 to 16384 pixels");
    }
  }
}
