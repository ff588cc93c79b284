package dev.gyre.scenes.shade;

import dev.gyre.scenes.noise.Curve;
import dev.gyre.scenes.noise.Noise;
import dev.gyre.scenes.scene.Conditions;

/** The sky in any direction. */
final class Sky {

  private final Daylight light;
  private final Conditions conditions;
  final double[] out = new double[3];

  Sky(Daylight light, Conditions conditions) {
    this.light = light;
    this.conditions = conditions;
  }

  /** Colour without clouds, for reflections. */
  void plain(double z) {
    double up = Math.sqrt(Curve.unit(z));
    for (int i = 0; i < 3; i++) {
      out[i] = light.horizon[i] + (light.zenith[i] - light.horizon[i]) * up;
    }
  }

  /** Colour with clouds, sun, moon and stars. */
  void full(double x, double y, double z) {
    plain(Math.max(z, 0));
    double facing = x * light.towards.x() + y * light.towards.y() + z * light.towards.z();
    disc(facing);
    stars(x, y, z);
    if (z > 0.015) {
      clouds(x, y, z, facing);
    }
    double veil = Curve.unit(1 - Curve.exp(-light.air * 60 / (0.03 + Math.max(0, z))));
    double share = veil * Curve.unit(0.25 + conditions.fog() + conditions.rain());
    for (int i = 0; i < 3; i++) {
      out[i] = Curve.mix(out[i], light.haze[i], share);
    }
  }

  private void disc(double facing) {
    double clear = 1 - light.overcast;
    double f = Math.max(0, facing);
    double f2 = f * f;
    double f4 = f2 * f2;
    double f16 = f4 * f4 * f4 * f4;
    double f64 = f16 * f16 * f16 * f16;
    double halo = (0.10 * f4 + 0.22 * f16 + 0.5 * f64) * clear;
    double disc = Curve.step(0.99970, 0.99985, facing) * clear * (light.moon ? 26 : 8);
    for (int i = 0; i < 3; i++) {
      out[i] += light.sun[i] * (halo + disc);
    }
  }

  private void stars(double x, double y, double z) {
    if (light.darkness < 0.9 || z < 0.1 || light.overcast > 0.6) {
      return;
    }
    int cx = (int) Math.floor(x / z * 90);
    int cy = (int) Math.floor(y / z * 90);
    double chance = Noise.hash(cx, cy, 5);
    if (chance > 0.9925) {
      double bright = (chance - 0.9925) * 9 * (1 - conditions.clouds());
      for (int i = 0; i < 3; i++) {
        out[i] += bright;
      }
    }
  }

  private void clouds(double x, double y, double z, double facing) {
    double scale = 1.6 / (z + 0.12);
    double drift = conditions.time() * 0.01;
    double px = x * scale + drift;
    double py = y * scale;
    double shape = Noise.fbm(px, py, 11) * 0.72 + Noise.fbm(px * 4.3, py * 4.3, 17) * 0.28;
    double cover = 1 - conditions.clouds() * 0.72;
    double dense = Curve.step(cover - 0.10, cover + 0.16, shape) * (1 - light.overcast * 0.8);
    double lit = 0.5 + 0.5 * Curve.unit(1.4 - shape * 1.3);
    double edge = 0.35 * Math.max(0, facing);
    double fade = Curve.step(0.015, 0.16, z);
    for (int i = 0; i < 3; i++) {
      double body = light.horizon[i] * 0.72 + light.sun[i] * 0.20 * (lit + edge);
      out[i] += (body * lit - out[i]) * dense * fade * 0.88;
      out[i] *= 1 + light.overcast * 0.5 * (shape - 0.5) * fade;
    }
  }
}
