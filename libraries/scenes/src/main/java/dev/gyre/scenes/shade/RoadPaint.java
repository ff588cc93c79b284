package dev.gyre.scenes.shade;

import dev.gyre.scenes.noise.Curve;
import dev.gyre.scenes.noise.Noise;
import dev.gyre.scenes.scene.StreetPlan;

/** What is painted on a carriageway, worn by traffic; u runs along the street, v to its right. */
final class RoadPaint {

  private static final double PAINT = 0.52;

  private final StreetPlan plan;
  private double blur;

  RoadPaint(StreetPlan plan) {
    this.plan = plan;
  }

  void draw(Surface s) {
    blur = Math.max(0.02, s.footprint * 0.8);
    double white = 0;
    for (double zebra : plan.zebras()) {
      white = Math.max(white, zebra(s, zebra));
    }
    boolean crossed = plan.isCrossed(s.u, plan.pavement() * 0.5);
    boolean atZebra = false;
    for (double zebra : plan.zebras()) {
      atZebra |= Math.abs(s.u - zebra) < 2.6;
    }
    if (!crossed && !atZebra) {
      white = Math.max(white, lines(s));
      white = Math.max(white, bays(s));
      white = Math.max(white, arrows(s));
    }
    for (double crossing : plan.crossings()) {
      white = Math.max(white, stopLine(s, crossing));
    }
    double worn = 0.55 + 0.45 * Curve.step(0.25, 0.5, Noise.fbm(s.u * 1.9, s.v * 1.9, 61));
    s.over(PAINT, PAINT * 0.99, PAINT * 0.94, white * worn * (plan.cobbles() ? 0.5 : 0.9));
    cycleLane(s, crossed);
  }

  private double zebra(Surface s, double at) {
    double inside =
        Curve.band(at - 1.7, at + 1.7, blur * 3, s.u)
            * Curve.band(-plan.lanesHalf(), plan.lanesHalf(), blur, s.v);
    double stripe = s.v - Math.floor(s.v);
    double soft = Curve.unit(blur / 0.6);
    return inside * Curve.mix(Curve.band(0.0, 0.5, Math.min(0.5, blur), stripe), 0.5, soft);
  }

  private double lines(Surface s) {
    if (!plan.lines()) {
      return 0;
    }
    double dash = s.u / 9 - Math.floor(s.u / 9);
    double dashed = Curve.band(0.03, 0.37, Math.min(0.3, blur / 3), dash);
    double value = 0;
    if (plan.lanes() > 1) {
      value = Curve.band(0.08, 0.20, blur, Math.abs(s.v));
      value =
          Math.max(
              value,
              dashed
                  * Curve.band(
                      plan.laneWidth() - 0.06, plan.laneWidth() + 0.06, blur, Math.abs(s.v)));
    } else {
      value = dashed * Curve.band(-0.065, 0.065, blur, s.v);
    }
    return value;
  }

  private double bays(Surface s) {
    int side = s.v > 0 ? 1 : -1;
    double width = side > 0 ? plan.parkingRight() : plan.parkingLeft();
    if (width <= 0 || !plan.isClear(s.u, 1.5)) {
      return 0;
    }
    double d = Math.abs(s.v) - plan.lanesHalf();
    double dash = s.u / 1.5 - Math.floor(s.u / 1.5);
    double soft = Curve.unit(blur / 1.2);
    double edge =
        Curve.band(-0.05, 0.05, blur, d)
            * Curve.mix(Curve.band(0.1, 0.6, Math.min(0.4, blur), dash), 0.5, soft);
    double bay = s.u / 6.1 - Math.floor(s.u / 6.1);
    double tick = d > 0 ? Curve.band(0.49, 0.51, blur / 6.1 * 2, bay) * (1 - soft) : 0;
    return Math.max(edge, tick) * 0.85;
  }

  private double arrows(Surface s) {
    if (plan.crossings().isEmpty() || s.v < 0 || s.v > plan.laneWidth()) {
      return 0;
    }
    double c = s.v - plan.laneWidth() / 2;
    double value = 0;
    for (double crossing : plan.crossings()) {
      double t = s.u - (crossing - plan.crossingHalfWidth() - 22);
      if (t > 0 && t < 4.2) {
        double half = t < 2.7 ? 0.07 : 0.32 * (4.2 - t) / 1.5;
        value = Curve.band(-half, half, blur, c);
      }
    }
    return value;
  }

  private double stopLine(Surface s, double crossing) {
    double before = crossing - plan.crossingHalfWidth() - 2.2;
    double after = crossing + plan.crossingHalfWidth() + 2.2;
    double own = s.v > 0 ? Curve.band(before - 0.2, before + 0.2, blur * 3, s.u) : 0;
    double other = s.v < 0 ? Curve.band(after - 0.2, after + 0.2, blur * 3, s.u) : 0;
    return Math.max(own, other) * Curve.band(-plan.lanesHalf(), plan.lanesHalf(), 0.1, s.v);
  }

  private void cycleLane(Surface s, boolean crossed) {
    if (!plan.cycleLane()) {
      return;
    }
    double d = Math.abs(s.v) - plan.lanes() * plan.laneWidth();
    double lane = Curve.band(0.08, 1.55, blur, d);
    s.over(0.20, 0.055, 0.04, lane * (crossed ? 0.75 : 0.55));
    double dash = s.u / 3 - Math.floor(s.u / 3);
    double line = Curve.band(0, 0.11, blur, d) * Curve.band(0.1, 0.6, Math.min(0.5, blur), dash);
    s.over(PAINT, PAINT, PAINT * 0.95, line * 0.85);
  }
}
