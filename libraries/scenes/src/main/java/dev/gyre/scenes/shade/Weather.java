package dev.gyre.scenes.shade;

import dev.gyre.scenes.noise.Curve;
import dev.gyre.scenes.noise.Dice;
import dev.gyre.scenes.raster.Camera;
import dev.gyre.scenes.raster.VisibilityBuffer;
import dev.gyre.scenes.scene.Conditions;
import java.util.List;

/** What hangs in the air before everything: streaks of rain, glow around lamps. */
final class Weather {

  private final Film film;
  private final Camera camera;
  private final VisibilityBuffer seen;
  private final Daylight light;
  private final Conditions conditions;

  Weather(Film film, Camera camera, VisibilityBuffer seen, Daylight light, Conditions conditions) {
    this.film = film;
    this.camera = camera;
    this.seen = seen;
    this.light = light;
    this.conditions = conditions;
  }

  /** Glow around the lamps that one sees. */
  void glow(List<Light> lamps) {
    double thick = 1 + 3.2 * conditions.fog() + 1.3 * conditions.rain();
    for (Light lamp : lamps) {
      double depth = camera.depth(lamp.x(), lamp.y(), lamp.z());
      if (lamp.size() > 0 && depth > 1) {
        halo(lamp, depth, thick);
      }
    }
  }

  private void halo(Light lamp, double depth, double thick) {
    double u = camera.column(lamp.x(), lamp.y(), lamp.z(), depth);
    double v = camera.row(lamp.x(), lamp.y(), lamp.z(), depth);
    if (u < 0 || v < 0 || u >= film.width || v >= film.height) {
      return;
    }
    if (seen.nearness[(int) Math.floor(v) * film.width + (int) Math.floor(u)]
        > 1 / (depth - Math.min(0.8, depth * 0.1))) {
      return;
    }
    double dx = camera.eye().x() - lamp.x();
    double dy = camera.eye().y() - lamp.y();
    double dz = camera.eye().z() - lamp.z();
    double d = Math.sqrt(dx * dx + dy * dy + dz * dz);
    double toward = lamp.narrow() == 2 ? lamp.towards(dx / d, dy / d, dz / d) : 0.7;
    double radius =
        Curve.clamp(camera.focal() * lamp.size() * thick / depth, 1.5, film.width / 5.0);
    double scale =
        (0.0042 + 0.010 * conditions.fog() + 0.004 * conditions.rain())
            * toward
            * light.clear(depth * 0.7);
    int reach = (int) (radius * 3);
    for (int y = Math.max(0, (int) v - reach);
        y <= Math.min(film.height - 1, (int) v + reach);
        y++) {
      for (int x = Math.max(0, (int) u - reach);
          x <= Math.min(film.width - 1, (int) u + reach);
          x++) {
        double r2 =
            ((x + 0.5 - u) * (x + 0.5 - u) + (y + 0.5 - v) * (y + 0.5 - v)) / (radius * radius);
        if (r2 < 9) {
          double fade = 1 - r2 / 9;
          double value = scale * fade * fade / (0.12 + r2);
          film.add(
              y * film.width + x, lamp.red() * value, lamp.green() * value, lamp.blue() * value);
        }
      }
    }
  }

  /** Streaks of rain near the camera, lit by the sky and the lamps. */
  void rain(List<Light> lamps, Dice dice, double shutter) {
    int count = (int) (conditions.rain() * 1500);
    List<Light> near = lamps.subList(0, Math.min(10, lamps.size()));
    for (int i = 0; i < count; i++) {
      double depth = 1.2 + 13 * dice.unit(8L * i) * dice.unit(8L * i + 1);
      double u = dice.range(8L * i + 2, -0.05, 1.05) * film.width;
      double v = dice.range(8L * i + 3, -0.15, 1.05) * film.height;
      double length = 8.5 * Math.max(0.014, shutter) * camera.focal() / depth;
      double slant = dice.range(8L * i + 4, -0.02, 0.10) + (u / film.width - 0.5) * 0.18;
      double width = Curve.clamp(0.0022 * camera.focal() / depth, 0.35, 1.6);
      streak(u, v, slant, Math.min(length, film.height * 0.28), width, depth, near);
    }
  }

  private void streak(
      double u,
      double v,
      double slant,
      double length,
      double width,
      double depth,
      List<Light> lamps) {
    double[] colour = dropLight(u, v, depth, lamps);
    int steps = (int) length + 1;
    for (int k = 0; k < steps; k++) {
      double t = (k + 0.5) / steps;
      double y = v + length * (t - 0.5);
      double x = u - slant * length * (t - 0.5);
      int row = (int) Math.floor(y);
      int column = (int) Math.floor(x);
      if (row >= 0 && row < film.height && column >= 0 && column + 1 < film.width) {
        int p = row * film.width + column;
        if (seen.nearness[p] < 1 / depth) {
          double alpha = width * (1 - (2 * t - 1) * (2 * t - 1)) * 0.24;
          double f = x - column;
          film.add(
              p,
              colour[0] * alpha * (1 - f),
              colour[1] * alpha * (1 - f),
              colour[2] * alpha * (1 - f));
          film.add(p + 1, colour[0] * alpha * f, colour[1] * alpha * f, colour[2] * alpha * f);
        }
      }
    }
  }

  private double[] dropLight(double u, double v, double depth, List<Light> lamps) {
    double sx = (u - camera.centreX()) / camera.focal() * depth;
    double sy = (v - camera.centreY()) / camera.focal() * depth;
    double x =
        camera.eye().x()
            + camera.forward().x() * depth
            + camera.right().x() * sx
            + camera.down().x() * sy;
    double y =
        camera.eye().y()
            + camera.forward().y() * depth
            + camera.right().y() * sx
            + camera.down().y() * sy;
    double z =
        camera.eye().z()
            + camera.forward().z() * depth
            + camera.right().z() * sx
            + camera.down().z() * sy;
    double[] sum = new double[3];
    for (int c = 0; c < 3; c++) {
      sum[c] = light.ambient(c, 0.6) * 0.55;
    }
    for (Light lamp : lamps) {
      double dx = x - lamp.x();
      double dy = y - lamp.y();
      double dz = z - lamp.z();
      double square = dx * dx + dy * dy + dz * dz;
      if (square < lamp.range() * lamp.range()) {
        double d = Math.sqrt(square) + 1e-6;
        double power =
            (lamp.narrow() == 2 ? 0.045 : 0.16)
                * lamp.towards(dx / d, dy / d, dz / d)
                / (square + 2);
        sum[0] += lamp.red() * power;
        sum[1] += lamp.green() * power;
        sum[2] += lamp.blue() * power;
      }
    }
    return sum;
  }
}
