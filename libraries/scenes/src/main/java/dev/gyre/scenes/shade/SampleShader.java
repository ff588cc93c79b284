package dev.gyre.scenes.shade;

import dev.gyre.scenes.raster.Camera;
import dev.gyre.scenes.raster.VisibilityBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shades what some of the four samples of a pixel see. */
final class SampleShader {

  private static final double[] COLUMN = {0.25, 0.75, 0.25, 0.75};
  private static final double[] ROW = {0.25, 0.25, 0.75, 0.75};
  private static final double BRIGHTEST = 40;

  private final Picture picture;
  private final SurfaceFinder finder;
  private final Materials materials;
  private final Lighting lighting;
  private final @Nullable WetMirror mirror;
  private final Surface surface;
  private int x;
  private int y;
  private List<Light> lamps = List.of();

  SampleShader(
      Picture picture,
      SurfaceFinder finder,
      Materials materials,
      Lighting lighting,
      @Nullable WetMirror mirror,
      Surface surface) {
    this.picture = picture;
    this.finder = finder;
    this.materials = materials;
    this.lighting = lighting;
    this.mirror = mirror;
    this.surface = surface;
  }

  void begin(int column, int row, List<Light> tileLamps) {
    x = column;
    y = row;
    lamps = tileLamps;
  }

  /**
   * Adds the light of a triangle.
   *
   * @param mask which of the four samples see it
   */
  void sample(int triangle, int mask, double nearness, Sky sky, double[] sum) {
    int count = Integer.bitCount(mask);
    double column = 0;
    double row = 0;
    for (int i = 0; i < 4; i++) {
      if ((mask >> i & 1) != 0) {
        column += COLUMN[i];
        row += ROW[i];
      }
    }
    column = x + column / count;
    row = y + row / count;
    double[] light =
        triangle == VisibilityBuffer.NOTHING
            ? sky(column, row, sky)
            : surface(triangle, column, row, nearness);
    double share = count / 4.0;
    sum[0] += share * Math.min(BRIGHTEST, light[0]);
    sum[1] += share * Math.min(BRIGHTEST, light[1]);
    sum[2] += share * Math.min(BRIGHTEST, light[2]);
  }

  private double[] surface(int triangle, double column, double row, double nearness) {
    finder.meet(triangle, column, row, nearness);
    finder.describe(triangle, picture.triangles().slotOf(triangle), surface);
    materials.draw(surface);
    lighting.shade(surface, lamps);
    if (mirror != null && surface.wet > 0) {
      mirror.reflect(surface, column, row, lighting.out);
    }
    lighting.air(surface.distance);
    return lighting.out;
  }

  private double[] sky(double column, double row, Sky sky) {
    Camera c = picture.camera();
    double sx = (column - c.centreX()) / c.focal();
    double sy = (row - c.centreY()) / c.focal();
    double dx = c.forward().x() + c.right().x() * sx + c.down().x() * sy;
    double dy = c.forward().y() + c.right().y() * sx + c.down().y() * sy;
    double dz = c.forward().z() + c.right().z() * sx + c.down().z() * sy;
    double n = Math.sqrt(dx * dx + dy * dy + dz * dz);
    sky.full(dx / n, dy / n, dz / n);
    return sky.out;
  }
}
