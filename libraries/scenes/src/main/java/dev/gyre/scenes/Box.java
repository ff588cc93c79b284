package dev.gyre.scenes;

import org.jspecify.annotations.Nullable;

/**
 * Where one instance is in a picture. Extents are half-open in whole pixels: x0 ≤ x < x1.
 *
 * @param visible extent of its instance mask; null if nothing of it is seen
 * @param full extent within the frame if nothing stood before it
 * @param visiblePixels pixels of its mask
 * @param fullPixels pixels it would have if nothing stood before it, at least 1
 * @param truncation share of its whole extent's area that lies outside the frame, [0, 1)
 * @param inSpace its box in space; null unless asked for
 */
public record Box(
    int instance,
    SceneClass kind,
    @Nullable Extent visible,
    Extent full,
    int visiblePixels,
    int fullPixels,
    double truncation,
    @Nullable Cuboid inSpace) {

  /** 1 - visible / full pixels: 0 fully seen, 1 fully hidden. */
  public double occlusion() {
    return 1 - (double) visiblePixels / fullPixels;
  }

  /** A half-open rectangle of pixels. */
  public record Extent(int x0, int y0, int x1, int y1) {}

  /**
   * A box in camera axes (x right, y down, z forward), metres.
   *
   * @param length along its heading
   * @param headingX its unit heading's part along the camera's x
   */
  public record Cuboid(
      double centreX,
      double centreY,
      double centreZ,
      double length,
      double width,
      double height,
      double headingX,
      double headingY,
      double headingZ) {}
}
