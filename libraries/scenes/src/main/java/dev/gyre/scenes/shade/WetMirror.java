package dev.gyre.scenes.shade;

import dev.gyre.scenes.SceneClass;
import dev.gyre.scenes.mesh.Triangles;
import dev.gyre.scenes.mesh.Triangles.Slot;
import dev.gyre.scenes.noise.Noise;
import dev.gyre.scenes.raster.Camera;
import dev.gyre.scenes.raster.RasterPass;
import dev.gyre.scenes.raster.VisibilityBuffer;
import java.util.List;

/** What wet ground mirrors: the scene from under the road, at half the size, smeared upright. */
final class WetMirror {

  private final Film film;
  private final Film sharp;
  private final VisibilityBuffer buffer;

  WetMirror(int width, int height) {
    int halfWidth = (width + 1) / 2;
    int halfHeight = (height + 1) / 2;
    film = new Film(halfWidth, halfHeight);
    sharp = new Film(halfWidth, halfHeight);
    buffer = new VisibilityBuffer(halfWidth, halfHeight, 1);
  }

  void draw(
      RasterPass pass,
      Triangles triangles,
      Camera camera,
      Materials materials,
      Lighting lighting,
      Sky sky,
      List<Light> lights) {
    Camera below = camera.scaled(film.width, film.height).mirrored();
    buffer.clear();
    pass.draw(triangles, below, WetMirror::isAboveGround, List.of(buffer));
    SurfaceFinder finder = new SurfaceFinder(triangles, below);
    Surface surface = new Surface();
    List<Light> near = lights.subList(0, Math.min(12, lights.size()));
    double focal = below.focal();
    for (int y = 0; y < film.height; y++) {
      for (int x = 0; x < film.width; x++) {
        int p = y * film.width + x;
        int t = buffer.ids[p];
        double[] seen;
        if (t == VisibilityBuffer.NOTHING) {
          double sx = (x + 0.5 - below.centreX()) / focal;
          double sy = (y + 0.5 - below.centreY()) / focal;
          seen = skyAt(below, sx, sy, sky);
        } else {
          finder.meet(t, x + 0.5, y + 0.5, buffer.nearness[p]);
          finder.describe(t, triangles.slotOf(t), surface);
          materials.draw(surface);
          lighting.shade(surface, near);
          lighting.air(surface.distance);
          seen = lighting.out;
        }
        sharp.set(p, Math.min(9, seen[0]), Math.min(9, seen[1]), Math.min(9, seen[2]));
      }
    }
    smear();
  }

  private static double[] skyAt(Camera below, double sx, double sy, Sky sky) {
    double x = below.forward().x() + below.right().x() * sx + below.down().x() * sy;
    double y = below.forward().y() + below.right().y() * sx + below.down().y() * sy;
    double z = below.forward().z() + below.right().z() * sx + below.down().z() * sy;
    double n = Math.sqrt(x * x + y * y + z * z);
    sky.full(x / n, y / n, z / n);
    return sky.out;
  }

  private static boolean isAboveGround(Slot slot) {
    SceneClass kind = slot.body().kind();
    return kind != SceneClass.ROAD && kind != SceneClass.PAVEMENT && kind != SceneClass.GROUND;
  }

  /** Rough water stretches reflections up and down, further from the horizon more. */
  private void smear() {
    for (int y = 0; y < film.height; y++) {
      int reach = 1 + film.height / 24;
      for (int x = 0; x < film.width; x++) {
        double red = 0;
        double green = 0;
        double blue = 0;
        double total = 0;
        for (int k = -reach; k <= reach; k++) {
          int row = Math.min(film.height - 1, Math.max(0, y + k));
          double weight = reach + 1 - Math.abs(k);
          int p = (row * film.width + x) * 3;
          red += weight * sharp.light[p];
          green += weight * sharp.light[p + 1];
          blue += weight * sharp.light[p + 2];
          total += weight;
        }
        film.set(y * film.width + x, red / total, green / total, blue / total);
      }
    }
  }

  /** Lays the reflection over lit wet ground. */
  void reflect(Surface s, double column, double row, double[] light) {
    double facing = Math.max(0.02, s.viewZ);
    double grazing = 1 - facing;
    double g2 = grazing * grazing;
    double share = s.wet * (0.03 + 0.86 * g2 * g2);
    double near = Math.min(1, 12 / s.distance);
    double wobbleX = (Noise.value(s.x * 2.6, s.y * 2.6, 81) - 0.5) * 3.2 * near;
    double wobbleY = (Noise.value(s.x * 3.1, s.y * 3.1, 83) - 0.5) * 7 * near;
    double u = column / 2 - 0.5 + wobbleX;
    double v = row / 2 - 0.5 + wobbleY;
    for (int c = 0; c < 3; c++) {
      light[c] += (film.sample(u, v, c) - light[c]) * share;
    }
  }
}
