package dev.gyre.scenes.scene;

import dev.gyre.scenes.noise.Curve;

/**
 * What holds for a whole scene at an instant.
 *
 * @param hour of the day, [0, 24)
 * @param rain 0 to 1
 * @param fog 0 to 1
 * @param wet 0 dry to 1 with puddles
 * @param clouds covered share of the sky
 * @param northTurn where the sun's path lies against the street, radians
 */
public record Conditions(
    double time,
    double hour,
    double rain,
    double fog,
    double wet,
    double clouds,
    double northTurn) {

  /** Height of the sun in degrees; below 0 it has set. */
  public double sunElevation() {
    return 58 * StrictMath.sin((hour - 6) / 12 * StrictMath.PI);
  }

  /** Whether lamps burn. */
  public boolean lampsOn() {
    return sunElevation() < 5 + 4 * Math.max(rain, fog);
  }

  /** Whether cars drive with lamps. */
  public boolean carLampsOn() {
    return sunElevation() < 10 || Math.max(rain, fog) > 0.25;
  }

  /** How dark it is: 0 by day, 1 at night. */
  public double darkness() {
    return 1 - Curve.step(-10, 4, sunElevation());
  }
}
