package dev.gyre.scenes.sensor;

import dev.gyre.scenes.mesh.Triangles;
import dev.gyre.scenes.raster.Camera;
import dev.gyre.scenes.raster.VisibilityBuffer;
import dev.gyre.scenes.shade.SurfaceFinder;

/** Dense truth from the triangle that is seen at the middle of each pixel. */
final class TruthMaps {

  private static final double MILLIMETRES = 1000;
  private static final int MOST_MILLIMETRES = 65535;

  private final Triangles triangles;
  private final Camera camera;
  private final VisibilityBuffer seen;
  private final int width;

  TruthMaps(Triangles triangles, Camera camera, VisibilityBuffer seen) {
    this.triangles = triangles;
    this.camera = camera;
    this.seen = seen;
    this.width = camera.width();
  }

  byte[] semantic() {
    byte[] ids = new byte[seen.ids.length];
    for (int p = 0; p < ids.length; p++) {
      int t = seen.ids[p];
      ids[p] = t < 0 ? 0 : (byte) triangles.slotOf(t).body().kind().id();
    }
    return ids;
  }

  short[] instance() {
    short[] ids = new short[seen.ids.length];
    for (int p = 0; p < ids.length; p++) {
      int t = seen.ids[p];
      ids[p] = t < 0 ? 0 : (short) triangles.slotOf(t).body().instance();
    }
    return ids;
  }

  float[] depth() {
    float[] depth = new float[seen.ids.length];
    SurfaceFinder finder = new SurfaceFinder(triangles, camera);
    for (int p = 0; p < depth.length; p++) {
      int t = seen.ids[p];
      if (t >= 0) {
        meet(finder, t, p);
        depth[p] = (float) finder.depth();
      }
    }
    return depth;
  }

  static short[] millimetres(float[] depth) {
    short[] mm = new short[depth.length];
    for (int p = 0; p < mm.length; p++) {
      double value = Math.floor(depth[p] * MILLIMETRES + 0.5);
      mm[p] = value > MOST_MILLIMETRES ? 0 : (short) (int) value;
    }
    return mm;
  }

  float[] normals() {
    float[] normals = new float[seen.ids.length * 3];
    SurfaceFinder finder = new SurfaceFinder(triangles, camera);
    for (int p = 0; p < seen.ids.length; p++) {
      int t = seen.ids[p];
      if (t >= 0) {
        meet(finder, t, p);
        finder.normal(normals, 3 * p);
      }
    }
    return normals;
  }

  /** How far each point moves in the picture until the next instant. */
  float[] flow(Camera next) {
    float[] flow = new float[seen.ids.length * 2];
    SurfaceFinder finder = new SurfaceFinder(triangles, camera);
    for (int p = 0; p < seen.ids.length; p++) {
      int t = seen.ids[p];
      if (t >= 0) {
        meet(finder, t, p);
        double x = finder.interpolate(t, triangles.nextX);
        double y = finder.interpolate(t, triangles.nextY);
        double z = finder.interpolate(t, triangles.nextZ);
        double depth = next.depth(x, y, z);
        if (depth > Camera.NEAR) {
          flow[2 * p] = (float) (next.column(x, y, z, depth) - columnOf(p));
          flow[2 * p + 1] = (float) (next.row(x, y, z, depth) - rowOf(p));
        }
      }
    }
    return flow;
  }

  private void meet(SurfaceFinder finder, int triangle, int pixel) {
    finder.meet(triangle, columnOf(pixel), rowOf(pixel), seen.nearness[pixel]);
  }

  private double columnOf(int pixel) {
    return pixel % width + 0.5;
  }

  private double rowOf(int pixel) {
    int row = pixel / width;
    return row + 0.5;
  }
}
