package dev.gyre.scenes.shade;

import dev.gyre.scenes.raster.Camera;
import java.util.ArrayList;
import java.util.List;

/** Which lamps may reach what is seen in each square of a picture. */
final class LightTiles {

  static final int SIZE = 16;

  private final List<List<Light>> tiles = new ArrayList<>();
  private final int columns;

  LightTiles(Camera camera, List<Light> lights) {
    columns = (camera.width() + SIZE - 1) / SIZE;
    int rows = (camera.height() + SIZE - 1) / SIZE;
    for (int i = 0; i < columns * rows; i++) {
      tiles.add(new ArrayList<>());
    }
    for (Light light : lights) {
      spread(camera, light, rows);
    }
  }

  private void spread(Camera camera, Light light, int rows) {
    double depth = camera.depth(light.x(), light.y(), light.z());
    double range = light.range();
    int x0 = 0;
    int x1 = columns - 1;
    int y0 = 0;
    int y1 = rows - 1;
    if (depth > range * 1.05) {
      double radius = camera.focal() * range / (depth - range) * 1.05 / SIZE;
      double u = camera.column(light.x(), light.y(), light.z(), depth) / SIZE;
      double v = camera.row(light.x(), light.y(), light.z(), depth) / SIZE;
      x0 = (int) Math.max(x0, Math.floor(u - radius));
      x1 = (int) Math.min(x1, Math.floor(u + radius));
      y0 = (int) Math.max(y0, Math.floor(v - radius));
      y1 = (int) Math.min(y1, Math.floor(v + radius));
    }
    for (int y = y0; y <= y1; y++) {
      for (int x = x0; x <= x1; x++) {
        tiles.get(y * columns + x).add(light);
      }
    }
  }

  List<Light> at(int x, int y) {
    return tiles.get(y / SIZE * columns + x / SIZE);
  }
}
