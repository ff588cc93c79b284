package dev.gyre.scenes.raster;

import dev.gyre.scenes.mesh.Triangles;
import dev.gyre.scenes.mesh.Triangles.Slot;
import dev.gyre.scenes.raster.Camera.Axis;
import java.util.List;
import java.util.function.Predicate;

/** How near the nearest surface is, seen from a light. */
public final class ShadowMap {

  private final VisibilityBuffer buffer;
  private Camera camera;

  /** A map of a size. */
  public ShadowMap(int width, int height) {
    buffer = new VisibilityBuffer(width, height, 1);
    camera =
        Camera.seeing(
            new Axis(0, 0, 0),
            new Axis(1, 0, 0),
            new Axis(0, -1, 0),
            new Axis(0, 0, -1),
            1,
            width,
            height);
  }

  /**
   * Draws what a distant light sees: a rectangle of the world around a point.
   *
   * @param towards unit direction from the world to the light
   * @param along the direction in which the map is long
   * @param texelsPerMetre resolution
   */
  public void drawDistant(
      RasterPass pass,
      Triangles triangles,
      Axis towards,
      Axis centre,
      Axis along,
      double texelsPerMetre) {
    double share = along.dot(towards);
    Axis right =
        new Axis(
                along.x() - share * towards.x(),
                along.y() - share * towards.y(),
                along.z() - share * towards.z())
            .unit();
    Axis forward = new Axis(-towards.x(), -towards.y(), -towards.z());
    Axis down = forward.cross(right);
    camera =
        new Camera(
            centre,
            right,
            down,
            forward,
            texelsPerMetre,
            buffer.width / 2.0,
            buffer.height / 2.0,
            buffer.width,
            buffer.height,
            true);
    redraw(pass, triangles, slot -> true);
  }

  /** Draws what a lamp sees. */
  public void drawLamp(RasterPass pass, Triangles triangles, Camera lamp, Predicate<Slot> filter) {
    camera = lamp;
    redraw(pass, triangles, filter);
  }

  private void redraw(RasterPass pass, Triangles triangles, Predicate<Slot> filter) {
    buffer.clear();
    pass.draw(triangles, camera, filter, List.of(buffer));
  }

  /**
   * The share of light that reaches a point, over 3 × 3 texels with soft weights; 1 outside the
   * map.
   *
   * @param bias how much nearer a shadow must be, metres
   */
  public double lit(double x, double y, double z, double bias) {
    double depth = camera.depth(x, y, z);
    if (!camera.parallel() && depth < 0.2) {
      return 1;
    }
    double u = camera.column(x, y, z, depth) - 0.5;
    double v = camera.row(x, y, z, depth) - 0.5;
    int column = (int) Math.floor(u);
    int row = (int) Math.floor(v);
    if (column < 1 || row < 1 || column + 2 >= buffer.width || row + 2 >= buffer.height) {
      return 1;
    }
    float limit = (float) camera.nearness(depth - bias);
    double fx = u - column;
    double fy = v - row;
    int p = (row - 1) * buffer.width + column - 1;
    double sum = (1 - fy) * taps(p, limit, fx);
    sum += taps(p + buffer.width, limit, fx);
    sum += taps(p + 2 * buffer.width, limit, fx);
    sum += fy * taps(p + 3 * buffer.width, limit, fx);
    return sum / 9;
  }

  private double taps(int p, float limit, double fx) {
    float[] map = buffer.nearness;
    double sum = map[p] <= limit ? 1 - fx : 0;
    sum += map[p + 1] <= limit ? 1 : 0;
    sum += map[p + 2] <= limit ? 1 : 0;
    return sum + (map[p + 3] <= limit ? fx : 0);
  }
}
