package dev.gyre.scenes.shade;

import dev.gyre.scenes.noise.Curve;
import dev.gyre.scenes.raster.Camera.Axis;
import dev.gyre.scenes.scene.Conditions;

/** Sun or moon, sky and air of an instant. Linear units in which a white wall at noon is near 3. */
final class Daylight {

  // Elevation of the sun in degrees, then zenith, horizon and sun colours.
  private static final double[][] KEYS = {
    {-90, 0.006, 0.009, 0.018, 0.020, 0.020, 0.026, 0, 0, 0},
    {-14, 0.007, 0.010, 0.022, 0.026, 0.025, 0.034, 0, 0, 0},
    {-7, 0.022, 0.036, 0.095, 0.15, 0.105, 0.12, 0, 0, 0},
    {-2, 0.07, 0.12, 0.28, 0.55, 0.30, 0.20, 0, 0, 0},
    {1, 0.13, 0.22, 0.46, 0.85, 0.50, 0.28, 0.75, 0.30, 0.09},
    {6, 0.19, 0.34, 0.68, 0.95, 0.72, 0.50, 2.0, 1.10, 0.48},
    {15, 0.22, 0.43, 0.88, 0.88, 0.90, 0.90, 3.0, 2.25, 1.45},
    {30, 0.21, 0.45, 0.98, 0.75, 0.92, 1.12, 3.5, 3.05, 2.45},
    {90, 0.19, 0.44, 1.02, 0.72, 0.92, 1.15, 3.7, 3.35, 2.85}
  };

  final double[] zenith = new double[3];
  final double[] horizon = new double[3];
  final double[] sun = new double[3];
  final double[] haze = new double[3];
  final Axis towards;
  final double air;
  final double darkness;
  final double overcast;
  final double exposure;
  final boolean moon;

  Daylight(Conditions c, Axis eyeForward) {
    double elevation = c.sunElevation();
    overcast =
        Math.max(
            Curve.step(0.45, 0.95, c.clouds()),
            Curve.step(0.02, 0.25, Math.max(c.rain(), c.fog())));
    darkness = c.darkness();
    moon = elevation < -3;
    towards =
        moon
            ? direction(38, c.northTurn() + 2.2)
            : direction(
                Math.max(elevation, 1.5), c.northTurn() + (c.hour() - 12) / 12 * StrictMath.PI);
    keys(elevation);
    cloudOver(c);
    air = 0.0011 + 0.0055 * c.rain() + 0.075 * c.fog() * c.fog() + 0.012 * c.fog();
    double glow = Math.max(0, eyeForward.dot(towards)) * (moon ? 0 : 0.35) * (1 - overcast);
    for (int i = 0; i < 3; i++) {
      haze[i] = horizon[i] * (0.86 + glow);
    }
    exposure =
        Curve.mix(0.60, 1.6, darkness)
            * (1 + (0.45 - 0.2 * darkness) * overcast)
            * (1 + 0.75 * Curve.step(14, 2, elevation) * (1 - darkness));
  }

  private static Axis direction(double degrees, double azimuth) {
    double e = StrictMath.toRadians(degrees);
    double c = StrictMath.cos(e);
    return new Axis(c * StrictMath.sin(azimuth), c * StrictMath.cos(azimuth), StrictMath.sin(e));
  }

  private void keys(double elevation) {
    int i = 0;
    while (i + 2 < KEYS.length && KEYS[i + 1][0] < elevation) {
      i++;
    }
    double share = (elevation - KEYS[i][0]) / (KEYS[i + 1][0] - KEYS[i][0]);
    for (int k = 0; k < 3; k++) {
      zenith[k] = Curve.mix(KEYS[i][1 + k], KEYS[i + 1][1 + k], share);
      horizon[k] = Curve.mix(KEYS[i][4 + k], KEYS[i + 1][4 + k], share);
      sun[k] = Curve.mix(KEYS[i][7 + k], KEYS[i + 1][7 + k], share);
    }
    if (moon) {
      sun[0] = 0.022;
      sun[1] = 0.030;
      sun[2] = 0.046;
    }
  }

  private void cloudOver(Conditions c) {
    double grey = (horizon[0] + horizon[1] * 2 + horizon[2] + zenith[1] * 2) / 6;
    double dull = 1 - 0.35 * c.rain();
    for (int k = 0; k < 3; k++) {
      double tint = k == 2 ? 1.04 : k == 0 ? 0.97 : 1;
      horizon[k] = Curve.mix(horizon[k], grey * tint * 0.95 * dull, overcast * 0.9);
      zenith[k] = Curve.mix(zenith[k], grey * tint * 0.72 * dull, overcast * 0.92);
      sun[k] *= (1 - overcast) * (1 - overcast);
    }
  }

  /** Light from the upper half of the sky onto a surface whose normal has this height. */
  double ambient(int channel, double up) {
    double sky = 0.62 * zenith[channel] + 0.38 * horizon[channel];
    double lower = 0.30 * horizon[channel] + 0.10 * sun[channel] * Math.max(0, towards.z());
    double share = 0.5 + 0.5 * up;
    return lower + (sky - lower) * share;
  }

  /** How much of a thing's own light the air lets through over a distance. */
  double clear(double distance) {
    return Curve.exp(-air * distance);
  }
}
