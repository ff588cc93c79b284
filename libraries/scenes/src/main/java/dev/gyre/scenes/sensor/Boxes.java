package dev.gyre.scenes.sensor;

import dev.gyre.scenes.Box;
import dev.gyre.scenes.Box.Cuboid;
import dev.gyre.scenes.Box.Extent;
import dev.gyre.scenes.mesh.Body;
import dev.gyre.scenes.mesh.Placement;
import dev.gyre.scenes.mesh.Triangles;
import dev.gyre.scenes.mesh.Triangles.Slot;
import dev.gyre.scenes.raster.Camera;
import dev.gyre.scenes.raster.Coverage;
import dev.gyre.scenes.raster.VisibilityBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Boxes of the instances of a picture, taken from their masks. */
final class Boxes {

  private final Triangles triangles;
  private final Camera camera;
  private final Coverage coverage;
  private final boolean inSpace;

  Boxes(Triangles triangles, Camera camera, Coverage coverage, boolean inSpace) {
    this.triangles = triangles;
    this.camera = camera;
    this.coverage = coverage;
    this.inSpace = inSpace;
  }

  List<Box> of(VisibilityBuffer seen) {
    List<Slot> slots = triangles.slots();
    int[][] extents = extents(seen, slots.size());
    List<Box> boxes = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      Slot slot = slots.get(i);
      int full = coverage.pixels(i);
      if (full > 0 && slot.body().kind().isBoxed()) {
        int[] e = extents[i];
        int[] f = coverage.extent(i);
        boxes.add(
            new Box(
                slot.body().instance(),
                slot.body().kind(),
                e[4] > 0 ? new Extent(e[0], e[1], e[2] + 1, e[3] + 1) : null,
                new Extent(f[0], f[1], f[2], f[3]),
                e[4],
                full,
                truncation(slot),
                inSpace ? cuboid(slot) : null));
      }
    }
    boxes.sort(Comparator.comparingInt(Box::instance));
    return boxes;
  }

  /** Least and greatest column and row, and the count, of the pixels of each slot. */
  private int[][] extents(VisibilityBuffer seen, int slots) {
    int[][] extents = new int[slots][];
    for (int i = 0; i < slots; i++) {
      extents[i] = new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE, -1, -1, 0};
    }
    int width = camera.width();
    for (int p = 0; p < seen.ids.length; p++) {
      if (seen.ids[p] >= 0) {
        int[] e = extents[triangles.slot[seen.ids[p]]];
        int x = p % width;
        int y = p / width;
        e[0] = Math.min(e[0], x);
        e[1] = Math.min(e[1], y);
        e[2] = Math.max(e[2], x);
        e[3] = Math.max(e[3], y);
        e[4]++;
      }
    }
    return extents;
  }

  /** Share of the rectangle around all projected corners that the frame cuts off. */
  private double truncation(Slot slot) {
    double x0 = 1e18;
    double y0 = 1e18;
    double x1 = -1e18;
    double y1 = -1e18;
    for (int v = slot.firstVertex(); v < slot.endVertex(); v++) {
      double x = triangles.x[v];
      double y = triangles.y[v];
      double z = triangles.z[v];
      double depth = Math.max(Camera.NEAR, camera.depth(x, y, z));
      double column = camera.column(x, y, z, depth);
      double row = camera.row(x, y, z, depth);
      x0 = Math.min(x0, column);
      y0 = Math.min(y0, row);
      x1 = Math.max(x1, column);
      y1 = Math.max(y1, row);
    }
    double whole = (x1 - x0) * (y1 - y0);
    double width = Math.min(x1, camera.width()) - Math.max(x0, 0);
    double height = Math.min(y1, camera.height()) - Math.max(y0, 0);
    double within = Math.max(0, width) * Math.max(0, height);
    return whole > 0 ? Math.max(0, 1 - within / whole) : 0;
  }

  /** The box around all corners, with sides along the body's own axes. */
  private @Nullable Cuboid cuboid(Slot slot) {
    Body.Part first = slot.body().parts().getFirst();
    Placement at = first.placement();
    double[] low = {1e18, 1e18, 1e18};
    double[] high = {-1e18, -1e18, -1e18};
    for (int v = slot.firstVertex(); v < slot.endVertex(); v++) {
      double x = triangles.x[v] - at.x();
      double y = triangles.y[v] - at.y();
      double z = triangles.z[v] - at.z();
      double[] own = {
        x * at.forwardX() + y * at.forwardY() + z * at.forwardZ(),
        x * at.leftX() + y * at.leftY() + z * at.leftZ(),
        x * at.upX() + y * at.upY() + z * at.upZ()
      };
      for (int k = 0; k < 3; k++) {
        low[k] = Math.min(low[k], own[k]);
        high[k] = Math.max(high[k], own[k]);
      }
    }
    Placement.Point middle =
        at.point((low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2);
    Camera.Axis from =
        new Camera.Axis(
            middle.x() - camera.eye().x(),
            middle.y() - camera.eye().y(),
            middle.z() - camera.eye().z());
    Camera.Axis heading = new Camera.Axis(at.forwardX(), at.forwardY(), at.forwardZ());
    return new Cuboid(
        from.dot(camera.right()),
        from.dot(camera.down()),
        from.dot(camera.forward()),
        high[0] - low[0],
        high[1] - low[1],
        high[2] - low[2],
        heading.dot(camera.right()),
        heading.dot(camera.down()),
        heading.dot(camera.forward()));
  }
}
