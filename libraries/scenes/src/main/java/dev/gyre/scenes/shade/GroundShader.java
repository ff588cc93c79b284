package dev.gyre.scenes.shade;

import dev.gyre.scenes.noise.Curve;
import dev.gyre.scenes.noise.Noise;
import dev.gyre.scenes.scene.Conditions;
import dev.gyre.scenes.scene.StreetPlan;

/** Draws the ground: asphalt or stones with their wear, kerbs, slabs, grass; and how wet it is. */
final class GroundShader {

  private final StreetPlan plan;
  private final RoadPaint paint;
  private final double wet;
  private final int salt;

  GroundShader(StreetPlan plan, Conditions conditions, int salt) {
    this.plan = plan;
    this.paint = new RoadPaint(plan);
    this.wet = conditions.wet();
    this.salt = salt;
  }

  void road(Surface s, boolean crossing) {
    s.ground = true;
    if (plan.cobbles()) {
      cobbles(s);
    } else {
      asphalt(s);
    }
    if (!crossing) {
      paint.draw(s);
      tram(s);
    }
    manholes(s);
    wetten(s, 0.03);
  }

  void pavement(Surface s) {
    s.ground = true;
    double fade = 1 - Curve.unit((s.footprint - 0.01) / 0.10);
    double size = 0.42;
    double row = s.v / size;
    int r = (int) Math.floor(row);
    double along = s.u / 0.62 + (r & 1) * 0.5;
    int c = (int) Math.floor(along);
    double base = 0.25 + 0.05 * (Noise.fbm(s.u * 0.6, s.v * 0.6, salt) - 0.4);
    double tint = 1 + 0.16 * fade * (Noise.hash(c, r, salt) - 0.5);
    double joint =
        1 - Curve.band(0.03, 0.97, 0.05, row - r) * Curve.band(0.02, 0.98, 0.035, along - c);
    double dirt = 0.12 * Noise.value(s.u * 5, s.v * 5, 31);
    double value = base * tint * (1 - 0.35 * joint * fade) * (1 - dirt);
    s.paint(value, value * 0.985, value * 0.94);
    wetten(s, 0.02);
  }

  void kerb(Surface s) {
    s.ground = true;
    double joint = s.u - Math.floor(s.u);
    double value = 0.34 + 0.05 * (Noise.value(s.u * 3, s.w * 9, 7) - 0.5);
    double fade = 1 - Curve.unit(s.footprint / 0.1);
    value *= 1 - 0.3 * fade * Curve.step(0.02, 0.005, Math.min(joint, 1 - joint));
    s.paint(value, value * 0.99, value * 0.96);
    wetten(s, 0.01);
  }

  void grass(Surface s) {
    s.ground = true;
    double patch = Noise.fbm(s.u * 0.5, s.v * 0.5, 5);
    double blade = Noise.value(s.u * 13, s.v * 13, 9) * (1 - Curve.unit(s.footprint / 0.08));
    double value = 0.65 + 0.5 * patch + 0.5 * (blade - 0.25);
    s.paint(0.072 * value, 0.105 * value, 0.030 * value);
  }

  void earth(Surface s) {
    double value = 0.16 + 0.04 * Noise.fbm(s.u * 0.2, s.v * 0.2, 6);
    s.paint(value, value * 0.95, value * 0.85);
  }

  private void asphalt(Surface s) {
    double near = 1 - Curve.unit((s.footprint - 0.004) / 0.05);
    double large = Noise.fbm(s.u * 0.22, s.v * 0.5, salt + 1);
    double value = 0.078 + 0.030 * (large - 0.42);
    value *= patches(s);
    double lane = Math.abs(s.v) / plan.laneWidth();
    double inLane = lane - Math.floor(lane);
    double track = Curve.band(0.12, 0.32, 0.16, inLane) + Curve.band(0.68, 0.88, 0.16, inLane);
    value *= 1 - 0.13 * Curve.unit(track);
    if (near > 0) {
      double grit = Noise.hash((int) Math.floor(s.u * 70), (int) Math.floor(s.v * 70), 2) - 0.5;
      value *= 1 + near * (0.22 * grit + 0.25 * (Noise.value(s.u * 16, s.v * 16, 4) - 0.5));
    }
    double oil =
        Curve.step(0.62, 0.85, Noise.value(s.u * 0.9, s.v * 2.2, salt + 9))
            * Curve.band(0.38, 0.62, 0.2, inLane);
    value *= 1 - 0.25 * oil;
    s.paint(value, value * 0.995, value * 1.01);
    cracks(s);
  }

  private double patches(Surface s) {
    int cell = (int) Math.floor(s.u / 9);
    if (Noise.hash(cell, 1, salt) > 0.4) {
      return 1;
    }
    double from = (cell + 0.15 + 0.3 * Noise.hash(cell, 2, salt)) * 9;
    double length = 1.2 + 4 * Noise.hash(cell, 3, salt);
    double middle = (Noise.hash(cell, 4, salt) - 0.5) * 2 * plan.lanesHalf();
    double half = 0.35 + 0.7 * Noise.hash(cell, 5, salt);
    double inside =
        Curve.band(from, from + length, 0.05, s.u)
            * Curve.band(middle - half, middle + half, 0.05, s.v);
    return 1 + inside * (Noise.hash(cell, 6, salt) < 0.6 ? -0.24 : 0.2);
  }

  private void cracks(Surface s) {
    double fade = 1 - Curve.unit((s.footprint - 0.01) / 0.06);
    if (fade <= 0) {
      return;
    }
    double warp = Noise.fbm(s.u * 0.8, s.v * 0.8, salt + 4) * 2.2;
    double line = Math.abs(Noise.value(s.u * 0.35 + warp, s.v * 0.5 - warp, salt + 5) - 0.5);
    double where = Curve.step(0.5, 0.65, Noise.value(s.u * 0.12, s.v * 0.2, salt + 6));
    s.dim(1 - 0.55 * fade * where * Curve.step(0.012, 0.003, line));
  }

  private void cobbles(Surface s) {
    double fade = 1 - Curve.unit((s.footprint - 0.01) / 0.09);
    double arc = s.v * s.v * 0.03;
    double row = (s.u + arc) / 0.13;
    int r = (int) Math.floor(row);
    double along = s.v / 0.17 + (r & 1) * 0.5 + 0.2 * Noise.hash(r, 3, salt);
    int c = (int) Math.floor(along);
    double tone = Noise.hash(c, r, salt);
    double joint =
        1 - Curve.band(0.10, 0.90, 0.16, row - r) * Curve.band(0.08, 0.92, 0.12, along - c);
    double value = 0.135 + 0.05 * (Noise.fbm(s.u * 0.3, s.v * 0.3, salt) - 0.4);
    value *= 1 + fade * (0.5 * (tone - 0.5) - 0.55 * joint);
    s.paint(value * 1.02, value, value * 0.96);
    if (fade > 0) {
      s.nx += fade * 0.14 * (row - r - 0.5);
      s.ny += fade * 0.14 * (along - c - 0.5);
    }
  }

  private void tram(Surface s) {
    if (!plan.tramTracks()) {
      return;
    }
    double off = Math.abs(Math.abs(s.v) - plan.laneWidth() * 0.5);
    double rail = Curve.band(0.68, 0.755, Math.max(0.015, s.footprint), off);
    s.over(0.30, 0.30, 0.31, rail * 0.8);
    s.dim(1 - 0.35 * Curve.band(0.755, 0.80, Math.max(0.015, s.footprint), off));
    s.mirror = Math.max(s.mirror, 0.2 * rail);
  }

  private void manholes(Surface s) {
    int cell = (int) Math.floor(s.u / 14);
    double cu = (cell + 0.2 + 0.6 * Noise.hash(cell, 7, salt)) * 14;
    double cv = (Noise.hash(cell, 8, salt) - 0.5) * 1.6 * plan.lanesHalf();
    double du = s.u - cu;
    double dv = s.v - cv;
    double d = Math.sqrt(du * du + dv * dv);
    if (d < 0.36) {
      double bars = Noise.hash((int) Math.floor(du * 16), (int) Math.floor(dv * 16), 3);
      double value = d > 0.31 ? 0.05 : 0.075 + 0.03 * bars;
      s.over(value, value * 0.97, value * 0.95, 0.9 * (1 - Curve.unit(s.footprint / 0.3)));
    }
  }

  /** Wet ground is darker and mirrors; puddles stand where it is low. */
  private void wetten(Surface s, double level) {
    if (wet <= 0) {
      return;
    }
    double low =
        Noise.fbm(s.x * 0.33, s.y * 0.33, 71) * 0.8 + Noise.value(s.x * 1.7, s.y * 1.7, 73) * 0.2;
    double puddle = wet * Curve.step(0.60 - 0.16 * wet - level, 0.74 - 0.16 * wet, low);
    s.dim(1 - wet * (0.42 + 0.15 * puddle));
    s.wet = wet * (0.30 + 0.70 * puddle);
  }
}
