package dev.gyre.scenes.shade;

import dev.gyre.scenes.SceneClass;
import dev.gyre.scenes.mesh.Look;
import dev.gyre.scenes.mesh.Placement;
import dev.gyre.scenes.mesh.Triangles;
import dev.gyre.scenes.mesh.Triangles.Slot;
import dev.gyre.scenes.noise.Curve;
import dev.gyre.scenes.raster.Camera;
import java.util.Arrays;

/** How much of the sky things that stand on the ground hide from it, seen from above. */
final class ContactMap {

  private static final int CELLS = 280;
  private static final double CELL = 0.2;

  private final float[] dark = new float[CELLS * CELLS];
  private double originX;
  private double originY;

  /** Draws what stands in front of a camera. */
  void draw(Triangles triangles, Camera camera) {
    Arrays.fill(dark, 0f);
    double half = CELLS * CELL / 2;
    originX = camera.eye().x() + camera.forward().x() * half * 0.85 - half;
    originY = camera.eye().y() + camera.forward().y() * half * 0.85 - half;
    for (Slot slot : triangles.slots()) {
      Placement at = slot.body().parts().getFirst().placement();
      SceneClass kind = slot.body().kind();
      if (slot.body().look() instanceof Look.Car car) {
        blob(at, car.shape().length() / 2 - 0.15, car.shape().halfWidth() - 0.1, 0.55, 0.86);
      } else if (kind == SceneClass.PEDESTRIAN) {
        blob(at, 0.18, 0.16, 0.42, 0.55);
      } else if (kind == SceneClass.CYCLIST) {
        blob(at, 0.8, 0.05, 0.4, 0.5);
      } else if (kind == SceneClass.VEGETATION || kind == SceneClass.FURNITURE) {
        blob(at, 0.15, 0.15, 0.5, 0.5);
      }
    }
  }

  private void blob(Placement at, double halfLength, double halfWidth, double soft, double depth) {
    double reach = halfLength + halfWidth + soft;
    int x0 = (int) Math.max(0, Math.floor((at.x() - reach - originX) / CELL));
    int x1 = (int) Math.min(CELLS - 1.0, Math.floor((at.x() + reach - originX) / CELL));
    int y0 = (int) Math.max(0, Math.floor((at.y() - reach - originY) / CELL));
    int y1 = (int) Math.min(CELLS - 1.0, Math.floor((at.y() + reach - originY) / CELL));
    for (int y = y0; y <= y1; y++) {
      for (int x = x0; x <= x1; x++) {
        double dx = originX + (x + 0.5) * CELL - at.x();
        double dy = originY + (y + 0.5) * CELL - at.y();
        double along = Math.abs(dx * at.forwardX() + dy * at.forwardY()) - halfLength;
        double across = Math.abs(dx * at.leftX() + dy * at.leftY()) - halfWidth;
        double ox = Math.max(0, along);
        double oy = Math.max(0, across);
        double outside = Math.sqrt(ox * ox + oy * oy) + Math.min(0, Math.max(along, across));
        float value = (float) (depth * Curve.step(soft, -0.35 * soft, outside));
        int p = y * CELLS + x;
        dark[p] = Math.max(dark[p], value);
      }
    }
  }

  /** Hidden share of the sky at a point of the ground. */
  double at(double x, double y) {
    double u = (x - originX) / CELL - 0.5;
    double v = (y - originY) / CELL - 0.5;
    int column = (int) Math.floor(u);
    int row = (int) Math.floor(v);
    if (column < 0 || row < 0 || column + 1 >= CELLS || row + 1 >= CELLS) {
      return 0;
    }
    double fx = u - column;
    double fy = v - row;
    int p = row * CELLS + column;
    double top = dark[p] + (dark[p + 1] - dark[p]) * fx;
    double bottom = dark[p + CELLS] + (dark[p + CELLS + 1] - dark[p + CELLS]) * fx;
    return top + (bottom - top) * fy;
  }
}
