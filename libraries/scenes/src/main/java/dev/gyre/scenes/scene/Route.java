package dev.gyre.scenes.scene;

import dev.gyre.scenes.mesh.Placement;
import dev.gyre.scenes.noise.Curve;

/**
 * A way along a street at constant speed, and perhaps once across it.
 *
 * @param direction 1 along the street, -1 against it
 * @param start position at time 0
 * @param offset to the right of the middle
 * @param speed metres a second
 * @param crossFrom when the crossing begins, seconds; never if the walk has no crossing
 * @param crossTo offset after the crossing
 */
public record Route(
    Street street,
    int direction,
    double start,
    double offset,
    double speed,
    double height,
    double crossFrom,
    double crossTo) {

  private static final double NEVER = 1e9;

  /** A way that keeps its offset. */
  static Route along(Street street, int direction, double start, double offset, double speed) {
    return new Route(street, direction, start, offset, speed, 0, NEVER, offset);
  }

  /** A way across the street at a position. */
  static Route across(
      Street street, double position, double from, double to, double speed, double when) {
    return new Route(street, 1, position, from, speed, 0, when, to);
  }

  Route raised(double newHeight) {
    return new Route(street, direction, start, offset, speed, newHeight, crossFrom, crossTo);
  }

  boolean crosses() {
    return crossFrom < NEVER;
  }

  /** Distance gone until a time, metres. */
  double gone(double time) {
    if (!crosses()) {
      return speed * time;
    }
    return speed * Curve.clamp(time - crossFrom, 0, Math.abs(crossTo - offset) / speed);
  }

  /** Where it is and faces at a time. */
  Placement at(double time) {
    if (!crosses()) {
      return street.at(start + direction * speed * time, offset).facing(direction, height);
    }
    double sign = crossTo > offset ? 1 : -1;
    double d = offset + sign * gone(time);
    Street.Spot spot = street.at(start, d);
    return Placement.upright(
        spot.x(), spot.y(), height, spot.headingY() * sign, -spot.headingX() * sign);
  }

  /** Whether it walks at a time, and does not stand. */
  boolean moves(double time) {
    if (!crosses()) {
      return speed > 0;
    }
    return time > crossFrom && time < crossFrom + Math.abs(crossTo - offset) / speed;
  }
}
