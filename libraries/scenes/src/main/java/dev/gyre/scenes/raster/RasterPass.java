package dev.gyre.scenes.raster;

import dev.gyre.scenes.mesh.Triangles;
import dev.gyre.scenes.mesh.Triangles.Slot;
import java.util.List;
import java.util.function.Predicate;

/** Draws triangles as a camera sees them into one or more grids. One thread owns a pass. */
public final class RasterPass {

  private double[] column = new double[1 << 12];
  private double[] row = new double[1 << 12];
  private double[] near = new double[1 << 12];
  private final double[] p = new double[3];
  private final double[] q = new double[3];
  private final double[] r = new double[3];
  private final double[][] clipped = new double[4][3];

  /** Draws the bodies that pass the filter and may be seen. */
  public void draw(
      Triangles triangles, Camera camera, Predicate<Slot> filter, List<VisibilityBuffer> targets) {
    draw(triangles, camera, filter, targets, Coverage.NONE);
  }

  /** Draws all bodies and counts in the first grid what each would cover alone. */
  public void drawCounted(
      Triangles triangles, Camera camera, List<VisibilityBuffer> targets, Coverage coverage) {
    coverage.clear(triangles.slots().size());
    draw(triangles, camera, slot -> true, targets, coverage);
  }

  private void draw(
      Triangles triangles,
      Camera camera,
      Predicate<Slot> filter,
      List<VisibilityBuffer> targets,
      Coverage coverage) {
    List<Slot> slots = triangles.slots();
    for (int i = 0; i < slots.size(); i++) {
      Slot slot = slots.get(i);
      if (camera.sees(slot.bounds()) && filter.test(slot)) {
        if (coverage != Coverage.NONE) {
          coverage.begin(i);
        }
        project(triangles, slot, camera);
        for (int t = slot.firstTriangle(); t < slot.endTriangle(); t++) {
          drawTriangle(triangles, t, slot.firstVertex(), camera, targets, coverage);
        }
      }
    }
  }

  private void project(Triangles triangles, Slot slot, Camera camera) {
    int count = slot.endVertex() - slot.firstVertex();
    if (count > column.length) {
      column = new double[count * 2];
      row = new double[count * 2];
      near = new double[count * 2];
    }
    for (int i = 0, v = slot.firstVertex(); i < count; i++, v++) {
      double x = triangles.x[v];
      double y = triangles.y[v];
      double z = triangles.z[v];
      double depth = camera.depth(x, y, z);
      if (camera.parallel() || depth >= Camera.NEAR) {
        column[i] = camera.column(x, y, z, depth);
        row[i] = camera.row(x, y, z, depth);
        near[i] = camera.nearness(depth);
      } else {
        near[i] = -1;
      }
    }
  }

  private void drawTriangle(
      Triangles triangles,
      int t,
      int base,
      Camera camera,
      List<VisibilityBuffer> targets,
      Coverage coverage) {
    int a = triangles.a[t] - base;
    int b = triangles.b[t] - base;
    int c = triangles.c[t] - base;
    if (near[a] > 0 && near[b] > 0 && near[c] > 0) {
      load(p, a);
      load(q, b);
      load(r, c);
      fill(t, targets, coverage);
    } else if (near[a] > 0 || near[b] > 0 || near[c] > 0) {
      clip(triangles, new int[] {a, b, c}, base, camera, t, targets, coverage);
    }
  }

  private void load(double[] to, int vertex) {
    to[0] = column[vertex];
    to[1] = row[vertex];
    to[2] = near[vertex];
  }

  private void fill(int t, List<VisibilityBuffer> targets, Coverage coverage) {
    targets.get(0).fill(p, q, r, t, coverage);
    for (int i = 1; i < targets.size(); i++) {
      targets.get(i).fill(p, q, r, t, Coverage.NONE);
    }
  }

  private void clip(
      Triangles triangles,
      int[] corner,
      int base,
      Camera camera,
      int t,
      List<VisibilityBuffer> targets,
      Coverage coverage) {
    int n = 0;
    for (int i = 0; i < 3; i++) {
      int from = corner[i];
      int to = corner[(i + 1) % 3];
      if (near[from] > 0) {
        load(clipped[n++], from);
      }
      if (near[from] > 0 != near[to] > 0) {
        crossing(triangles, base + from, base + to, camera, clipped[n++]);
      }
    }
    for (int i = 1; i + 1 < n; i++) {
      System.arraycopy(clipped[0], 0, p, 0, 3);
      System.arraycopy(clipped[i], 0, q, 0, 3);
      System.arraycopy(clipped[i + 1], 0, r, 0, 3);
      fill(t, targets, coverage);
    }
  }

  /** Where an edge meets the near plane. */
  private static void crossing(Triangles m, int v, int w, Camera camera, double[] to) {
    double from = camera.depth(m.x[v], m.y[v], m.z[v]);
    double until = camera.depth(m.x[w], m.y[w], m.z[w]);
    double share = (Camera.NEAR - from) / (until - from);
    double x = m.x[v] + (m.x[w] - m.x[v]) * share;
    double y = m.y[v] + (m.y[w] - m.y[v]) * share;
    double z = m.z[v] + (m.z[w] - m.z[v]) * share;
    to[0] = camera.column(x, y, z, Camera.NEAR);
    to[1] = camera.row(x, y, z, Camera.NEAR);
    to[2] = 1 / Camera.NEAR;
  }
}
