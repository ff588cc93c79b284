package dev.gyre.scenes.shade;

import dev.gyre.scenes.mesh.Look.Facade;
import dev.gyre.scenes.noise.Curve;
import dev.gyre.scenes.noise.Noise;
import dev.gyre.scenes.scene.Conditions;

/** Draws window panes: curtains, blinds, a room behind, light after dark. */
final class RoomShader {

  private final double dark;

  RoomShader(Conditions conditions) {
    this.dark = 1 - Curve.step(-2, 9, conditions.sunElevation());
  }

  /** How much lights inside show against the light outside: 0 by day, 1 at night. */
  double dark() {
    return dark;
  }

  /**
   * A pane.
   *
   * @param across from -1 to 1 over the opening
   * @param up from 0 to 1 over the opening
   */
  void pane(
      Surface s,
      Facade f,
      int window,
      double across,
      double up,
      double slantAlong,
      double slantUp) {
    int salt = f.salt();
    double kind = Noise.hash(window, 1, salt);
    double depthShift = 0.55;
    double inX = across - depthShift * slantAlong;
    double inZ = up - depthShift * slantUp * 0.8;
    double room = 0.030 + 0.03 * Noise.value(inX * 2.1 + window, inZ * 2.3, 7);
    s.paint(room * 1.05, room, room * 0.92);
    double cloth = curtain(kind, across, up);
    double folds = 0.8 + 0.2 * Noise.value(across * 9 + window, up * 0.6, 13);
    s.over(0.50 * folds, 0.48 * folds, 0.43 * folds, cloth * 0.75);
    s.shine(0.09, 1);
    boolean lit = Noise.hash(window, 2, salt) < f.litShare();
    if (lit && dark > 0) {
      glow(s, window, salt, cloth, inX, inZ);
    } else if (dark > 0) {
      s.dim(0.7);
    }
  }

  private void glow(Surface s, int window, int salt, double cloth, double inX, double inZ) {
    double warm = Noise.hash(window, 3, salt);
    double power = dark * (0.35 + 0.75 * Noise.hash(window, 4, salt));
    double furniture =
        0.45 + 0.55 * Curve.step(0.2, 0.5, inZ + 0.25 * Noise.value(inX * 3, window, 21));
    double lampX = inX - 0.5 + Noise.hash(window, 5, salt);
    double lamp = Curve.step(0.8, 0, Math.sqrt(lampX * lampX + (inZ - 0.9) * (inZ - 0.9)));
    double through = Curve.mix(0.55 * furniture + 0.9 * lamp, 0.62, cloth);
    double value = power * through;
    boolean television = warm > 0.93;
    s.glow(
        value * (television ? 0.35 : 1.0),
        value * (television ? 0.5 : 0.72 + 0.16 * warm),
        value * (television ? 1.0 : 0.36 + 0.42 * warm * warm));
  }

  private static double curtain(double kind, double across, double up) {
    if (kind < 0.28) {
      return Curve.step(0.45, 0.60, Math.abs(across) + 0.08 * up);
    }
    if (kind < 0.42) {
      return up > kind * 4 - 0.8 ? 1 : 0;
    }
    if (kind < 0.52) {
      return 0.85;
    }
    return kind < 0.7 ? Curve.step(0.38, 0.30, up) * 0.7 : 0;
  }
}
