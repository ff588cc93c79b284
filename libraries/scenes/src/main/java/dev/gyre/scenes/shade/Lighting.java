package dev.gyre.scenes.shade;

import dev.gyre.scenes.noise.Curve;
import dev.gyre.scenes.raster.ShadowMap;
import dev.gyre.scenes.scene.StreetPlan;
import java.util.List;

/** What light a surface sends to the camera: sun, sky, lamps, reflections, then the air between. */
final class Lighting {

  private final Daylight light;
  private final Sky sky;
  private final ShadowMap sunMap;
  private final ContactMap contact;
  private final boolean canyon;
  final double[] out = new double[3];
  private double diffuseRed;
  private double diffuseGreen;
  private double diffuseBlue;
  private double shineRed;
  private double shineGreen;
  private double shineBlue;

  Lighting(Daylight light, Sky sky, ShadowMap sunMap, ContactMap contact, StreetPlan plan) {
    this.light = light;
    this.sky = sky;
    this.sunMap = sunMap;
    this.contact = contact;
    this.canyon = plan.character() != StreetPlan.Quarter.RESIDENTIAL;
  }

  /** Lights a surface by sun, sky and these lamps; the result is in {@link #out}. */
  void shade(Surface s, List<Light> lamps) {
    double open = s.open * openSky(s);
    diffuseRed = light.ambient(0, s.nz) * open;
    diffuseGreen = light.ambient(1, s.nz) * open;
    diffuseBlue = light.ambient(2, s.nz) * open;
    shineRed = 0;
    shineGreen = 0;
    shineBlue = 0;
    sun(s);
    for (int i = 0; i < lamps.size(); i++) {
      lamp(s, lamps.get(i));
    }
    out[0] = s.red * diffuseRed + s.glowRed + shineRed;
    out[1] = s.green * diffuseGreen + s.glowGreen + shineGreen;
    out[2] = s.blue * diffuseBlue + s.glowBlue + shineBlue;
    if (s.mirror > 0) {
      reflect(s, open);
    }
  }

  /** Puts the air between surface and camera over the result. */
  void air(double distance) {
    double clear = light.clear(distance);
    for (int i = 0; i < 3; i++) {
      out[i] = light.haze[i] + (out[i] - light.haze[i]) * clear;
    }
  }

  private double openSky(Surface s) {
    double open = canyon ? 0.62 + 0.38 * Curve.unit(s.z / 14) : 0.85 + 0.15 * Curve.unit(s.z / 6);
    if (s.z < 0.6) {
      double near = contact.at(s.x, s.y);
      double share = s.ground ? 1 : 0.45 * (1 - s.z / 0.6);
      open *= 1 - share * near;
    }
    return open;
  }

  private void sun(Surface s) {
    double facing = s.nx * light.towards.x() + s.ny * light.towards.y() + s.nz * light.towards.z();
    double amount = s.leaf ? 0.25 + 0.75 * Curve.unit(facing * 0.6 + 0.4) : facing;
    if (amount <= 0 || light.sun[0] < 1e-4) {
      return;
    }
    if (!s.leaf) {
      double flat =
          s.flatX * light.towards.x() + s.flatY * light.towards.y() + s.flatZ * light.towards.z();
      amount *= Curve.unit(flat * 6);
      if (amount <= 0) {
        return;
      }
    }
    double off = s.leaf ? 0.02 : 0.05;
    double lit =
        sunMap.lit(
            s.x + s.flatX * off, s.y + s.flatY * off, s.z + s.flatZ * off, s.leaf ? 0.25 : 0.06);
    if (lit <= 0) {
      return;
    }
    amount *= lit;
    diffuseRed += light.sun[0] * amount;
    diffuseGreen += light.sun[1] * amount;
    diffuseBlue += light.sun[2] * amount;
    if (s.mirror > 0) {
      double shine = highlight(s, light.towards.x(), light.towards.y(), light.towards.z()) * lit;
      shineRed += light.sun[0] * shine;
      shineGreen += light.sun[1] * shine;
      shineBlue += light.sun[2] * shine;
    }
  }

  private void lamp(Surface s, Light lamp) {
    double dx = lamp.x() - s.x;
    double dy = lamp.y() - s.y;
    double dz = lamp.z() - s.z;
    double square = dx * dx + dy * dy + dz * dz;
    double range = lamp.range();
    if (square > range * range) {
      return;
    }
    double distance = Math.sqrt(square) + 1e-6;
    dx /= distance;
    dy /= distance;
    dz /= distance;
    double facing = s.nx * dx + s.ny * dy + s.nz * dz;
    double amount = s.leaf ? 0.2 + 0.6 * Curve.unit(facing * 0.6 + 0.4) : facing;
    if (amount <= 0) {
      return;
    }
    double fade = 1 - square / (range * range);
    double power = lamp.towards(-dx, -dy, -dz) * fade * fade / (square + 0.6);
    if (power < 1e-5) {
      return;
    }
    if (lamp.shadows() != null) {
      power *=
          0.06
              + 0.94
                  * lamp.shadows()
                      .lit(s.x + s.flatX * 0.06, s.y + s.flatY * 0.06, s.z + s.flatZ * 0.06, 0.06);
    }
    amount *= power;
    diffuseRed += lamp.red() * amount;
    diffuseGreen += lamp.green() * amount;
    diffuseBlue += lamp.blue() * amount;
    if (s.mirror > 0 && lamp.narrow() < 2) {
      double shine = highlight(s, dx, dy, dz) * power;
      shineRed += lamp.red() * shine;
      shineGreen += lamp.green() * shine;
      shineBlue += lamp.blue() * shine;
    }
  }

  private static double highlight(Surface s, double lx, double ly, double lz) {
    double hx = lx + s.viewX;
    double hy = ly + s.viewY;
    double hz = lz + s.viewZ;
    double n = Math.sqrt(hx * hx + hy * hy + hz * hz) + 1e-9;
    double c = (s.nx * hx + s.ny * hy + s.nz * hz) / n;
    if (c <= 0) {
      return 0;
    }
    double p = c * c;
    p *= p;
    p *= p;
    p *= p;
    if (s.polish > 0.5) {
      p *= p;
      p *= p;
      p *= p;
    }
    return s.mirror * p * (0.3 + 5 * s.polish * s.polish);
  }

  private void reflect(Surface s, double open) {
    double facing = Math.max(0, s.nx * s.viewX + s.ny * s.viewY + s.nz * s.viewZ);
    double rx = 2 * facing * s.nx - s.viewX;
    double ry = 2 * facing * s.ny - s.viewY;
    double rz = 2 * facing * s.nz - s.viewZ;
    double grazing = 1 - facing;
    double g2 = grazing * grazing;
    double share = s.mirror + (1 - s.mirror) * g2 * g2 * grazing * (0.2 + 0.8 * s.polish);
    sky.plain(rz);
    double above =
        canyon ? Curve.step(0.30, 0.55, rz + 0.08 * Math.abs(ry)) : Curve.step(0.02, 0.3, rz);
    double below = Curve.step(0.02, -0.06, rz);
    double wallShade = 0.34 + 0.16 * Curve.step(-0.5, 0.5, rx * 3 - Math.floor(rx * 3) - 0.5);
    for (int i = 0; i < 3; i++) {
      double wall = light.ambient(i, 0) * wallShade + light.sun[i] * 0.05;
      double road = light.ambient(i, 1) * 0.09 + light.sun[i] * 0.02;
      double seen = wall + (sky.out[i] - wall) * above;
      seen += (road - seen) * below;
      double reflected = seen * (0.55 + 0.45 * open);
      out[i] = out[i] * (1 - share) + reflected * share;
    }
  }
}
