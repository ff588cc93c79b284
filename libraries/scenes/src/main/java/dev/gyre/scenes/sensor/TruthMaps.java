package dev.gyre.scenes.sensor;

import dev.gyre.scenes.mesh.Triangles;
import dev.gyre.scenes.raster.Camera;
import dev.gyre.scenes.raster.VisibilityBuffer;
import dev.gyre.scenes.shade.SurfaceFinder;
import org.jspecify.annotations.Nullable;

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

  static short[] millimetres(float[] depth) {
    short[] mm = new short[depth.length];
    for (int p = 0; p < mm.length; p++) {
      double value = Math.floor(depth[p] * MILLIMETRES + 0.5);
      mm[p] = value > MOST_MILLIMETRES ? 0 : (short) (int) value;
    }
    return mm;
  }

  /**
   * What follows from where the ray meets its triangle; maps that are not wanted are null.
   *
   * @param flow how far each point moves in the picture until the next instant
   */
  @SuppressWarnings("ArrayRecordComponent") // on its way into a frame
  record Dense(float @Nullable [] depth, float @Nullable [] normals, float @Nullable [] flow) {}

  Dense dense(boolean wantsDepth, boolean wantsNormals, @Nullable Camera next) {
    int count = seen.ids.length;
    float @Nullable [] depth = wantsDepth ? new float[count] : null;
    float @Nullable [] normals = wantsNormals ? new float[3 * count] : null;
    float @Nullable [] flow = next != null ? new float[2 * count] : null;
    if (depth == null && normals == null && flow == null) {
      return new Dense(null, null, null);
    }
    SurfaceFinder finder = new SurfaceFinder(triangles, camera);
    for (int p = 0; p < count; p++) {
      int t = seen.ids[p];
      if (t >= 0) {
        finder.meet(t, columnOf(p), rowOf(p), seen.nearness[p]);
        if (depth != null) {
          depth[p] = (float) finder.depth();
        }
        if (normals != null) {
          finder.normal(normals, 3 * p);
        }
        if (flow != null && next != null) {
          flow(finder, t, p, next, flow);
        }
      }
    }
    return new Dense(depth, normals, flow);
  }

  private void flow(SurfaceFinder finder, int t, int p, Camera next, float[] flow) {
    double x = finder.interpolate(t, triangles.nextX);
    double y = finder.interpolate(t, triangles.nextY);
    double z = finder.interpolate(t, triangles.nextZ);
    double depth = next.depth(x, y, z);
    if (depth > Camera.NEAR) {
      flow[2 * p] = (float) (next.column(x, y, z, depth) - columnOf(p));
      flow[2 * p + 1] = (float) (next.row(x, y, z, depth) - rowOf(p));
    }
  }

  private double columnOf(int pixel) {
    return pixel % width + 0.5;
  }

  private double rowOf(int pixel) {
    int row = pixel / width;
    return row + 0.5;
  }
}
