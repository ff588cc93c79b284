package dev.gyre.scenes.scene;

import dev.gyre.scenes.mesh.Placement;
import dev.gyre.scenes.noise.Dice;

/**
 * The middle of a street, a curve by its length. It starts at the origin and runs north; a crossing
 * street is a straight one.
 */
public final class Street {

  /** Where it begins, metres behind the start. */
  public static final double START = -70;

  private static final double STEP = 1;

  private final double[] x;
  private final double[] y;
  private final double[] headingX;
  private final double[] headingY;

  private Street(int count) {
    x = new double[count];
    y = new double[count];
    headingX = new double[count];
    headingY = new double[count];
  }

  /** A point of a street and the direction of the street there. */
  public record Spot(double x, double y, double headingX, double headingY) {

    /** Upright here, at a height, facing along the street (1) or against it (-1). */
    public Placement facing(int direction, double z) {
      return Placement.upright(x, y, z, headingX * direction, headingY * direction);
    }

    /** Upright here, facing the middle of the street from a side. */
    public Placement facingRoad(int side, double z) {
      return Placement.upright(x, y, z, -headingY * side, headingX * side);
    }
  }

  /** A street of so many metres; bends or not. */
  public static Street of(double length, boolean curved, Dice dice) {
    int count = (int) Math.ceil((length - START) / STEP) + 2;
    Street street = new Street(count);
    double start = dice.range(1, 8, 35);
    double radius = dice.range(2, 55, 140);
    double turn = dice.range(3, 0.6, 1.25);
    double sign = dice.chance(4, 0.5) ? 1 : -1;
    double back = dice.range(5, 20, 60);
    double heading = 0;
    double px = 0;
    double py = START;
    for (int i = 0; i < count; i++) {
      street.x[i] = px;
      street.y[i] = py;
      street.headingX[i] = StrictMath.sin(heading);
      street.headingY[i] = StrictMath.cos(heading);
      double s = START + i * STEP;
      double bend = 0;
      double end = start + turn * radius;
      if (curved && s > start && s < end) {
        bend = sign / radius;
      } else if (curved && s > end + back && s < end + back + 0.8 * turn * radius) {
        bend = -sign / radius;
      }
      double middle = heading + bend * STEP / 2;
      px += STEP * StrictMath.sin(middle);
      py += STEP * StrictMath.cos(middle);
      heading += bend * STEP;
    }
    return street;
  }

  /** A point so far along and so far to the right. */
  public Spot at(double s, double right) {
    double f = Math.min(Math.max((s - START) / STEP, 0), x.length - 1.001);
    int i = (int) f;
    double share = f - i;
    double hx = headingX[i] + (headingX[i + 1] - headingX[i]) * share;
    double hy = headingY[i] + (headingY[i + 1] - headingY[i]) * share;
    double n = Math.sqrt(hx * hx + hy * hy);
    hx /= n;
    hy /= n;
    double over = (s - START) / STEP - f;
    double cx = x[i] + (x[i + 1] - x[i]) * share + hx * over * STEP;
    double cy = y[i] + (y[i + 1] - y[i]) * share + hy * over * STEP;
    return new Spot(cx + hy * right, cy - hx * right, hx, hy);
  }

  /** How much longer a line at this offset is than the middle, as a factor. */
  public double stretch(double s, double right) {
    Spot before = at(s - 2, right);
    Spot after = at(s + 2, right);
    double dx = after.x() - before.x();
    double dy = after.y() - before.y();
    return Math.max(0.3, Math.sqrt(dx * dx + dy * dy) / 4);
  }

  /** Where it ends, metres from the start. */
  public double end() {
    return START + (x.length - 2) * STEP;
  }
}
