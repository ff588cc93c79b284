package dev.gyre.scenes.shade;

import dev.gyre.scenes.mesh.CarShape;
import dev.gyre.scenes.mesh.Look;
import dev.gyre.scenes.model.CarModel;
import dev.gyre.scenes.noise.Curve;
import dev.gyre.scenes.noise.Noise;
import dev.gyre.scenes.scene.Conditions;

/** Draws cars: paint, joints, windows with seats and people behind them, lamps, wheels. */
final class CarShader {

  private final double dark;

  CarShader(Conditions conditions) {
    this.dark = Math.max(0.18, conditions.darkness());
  }

  void body(Surface s, Look.Car car) {
    CarShape c = car.shape();
    s.paint(car.paint(), 0.92);
    s.shine(0.06, 1);
    double ends = Math.min(s.u, c.length() - s.u);
    boolean side = Math.abs(s.v) > c.halfWidth() * 0.72;
    if (side) {
      arch(s, c, c.axleRear());
      arch(s, c, c.axleFront());
      joints(s, c);
    }
    double sill = Curve.step(0.31, 0.28, s.w);
    dull(s, 0.02, sill);
    if (ends < 0.16) {
      face(s, c, s.u < c.length() / 2);
    }
    double dirt = Curve.step(0.62, 0.2, s.w) * 0.3 * Noise.fbm(s.u * 2, s.w * 4, car.salt());
    s.over(0.16, 0.14, 0.12, dirt);
    s.open = 0.6 + 0.4 * Curve.unit(s.w / 0.9);
  }

  private static void dull(Surface s, double value, double share) {
    s.over(value, value, value * 1.05, share);
    s.mirror *= 1 - share;
  }

  private static void arch(Surface s, CarShape c, double axle) {
    double dx = s.u - axle;
    double dz = s.w - c.wheel();
    double d = Math.sqrt(dx * dx + dz * dz) - c.wheel() - 0.055;
    dull(s, 0.010, Curve.step(0.012, -0.012, d));
  }

  private static void joints(Surface s, CarShape c) {
    double blur = Math.max(0.012, s.footprint);
    double fade = Curve.unit(0.03 / blur);
    double middle = (c.roofRear() + c.roofFront()) / 2 + 0.1;
    double front = c.roofFront() + 0.42;
    double rear = Math.max(c.axleRear() + 0.35, c.roofRear());
    double line = 0;
    if (s.w > 0.3 && s.w < c.belt() + 0.02) {
      line =
          Math.max(
              Curve.band(middle - 0.01, middle + 0.01, blur, s.u),
              Curve.band(front - 0.01, front + 0.01, blur, s.u));
      line = Math.max(line, Curve.band(rear - 0.01, rear + 0.01, blur, s.u));
    }
    s.dim(1 - 0.75 * line * fade);
    double handle =
        Curve.band(c.belt() - 0.13, c.belt() - 0.095, blur, s.w)
            * Math.max(
                Curve.band(middle + 0.06, middle + 0.24, blur, s.u),
                Curve.band(rear + 0.05, rear + 0.22, blur, s.u));
    s.dim(1 - 0.45 * handle * fade);
    s.dim(1 - 0.10 * Curve.band(0.52, 0.56, 0.05, s.w));
  }

  private static void face(Surface s, CarShape c, boolean rear) {
    double a = Math.abs(s.v);
    double blur = Math.max(0.012, s.footprint);
    double lower = Curve.step(0.37, 0.34, s.w);
    dull(s, 0.018, lower);
    if (rear) {
      double lid = Curve.band(0.68, 0.70, blur, s.w) * Curve.unit((0.7 - a) * 20);
      s.dim(1 - 0.6 * lid);
    } else {
      double z = c.nose();
      double grille = Curve.band(z - 0.24, z - 0.07, blur, s.w) * Curve.band(-1, 0.40, blur, a);
      double slats = s.w * 26 - Math.floor(s.w * 26);
      dull(s, slats < 0.35 ? 0.07 : 0.012, grille);
      double intake = Curve.band(0.30, 0.42, blur, s.w) * Curve.band(-1, 0.62, blur, a);
      dull(s, 0.012, intake);
    }
  }

  /** Side windows; what is not glass there is pillar or roof rail. */
  void sideGlass(Surface s, Look.Car car) {
    CarShape c = car.shape();
    double top = CarModel.top(c, s.u);
    double middle = (c.roofRear() + c.roofFront()) / 2 + 0.1;
    double low = Math.min(s.w - c.belt() - 0.03, top - 0.085 - s.w);
    double pillar = Math.abs(s.u - middle) - 0.045;
    double rearLimit = c.tailX() + (c.tailX() > 0.3 ? 0.45 : 0.22);
    double inside =
        Math.min(Math.min(low, pillar), Math.min(s.u - rearLimit, c.bonnetRear() - 0.24 - s.u));
    boolean panelled = c.name().equals("van") && s.u < c.roofFront() - 0.9 && car.salt() % 3 != 0;
    if (panelled || inside < -0.018) {
      body(s, car);
      return;
    }
    double rim = inside < 0.008 ? 1 : 0;
    pane(s, car, true);
    dull(s, 0.012, rim);
  }

  /** Windscreen and rear window. */
  void screen(Surface s, Look.Car car) {
    CarShape c = car.shape();
    double house = s.w - c.belt();
    double half = 0.94 * c.halfWidth() - 0.07 - 0.30 * Math.max(0, house);
    boolean front = s.u > c.length() / 2;
    double low = front ? c.bonnet() + 0.035 : c.tailZ() + 0.03;
    double inside = Math.min(Math.min(half - Math.abs(s.v), s.w - low), c.roof() - 0.055 - s.w);
    if (inside < -0.02) {
      body(s, car);
      return;
    }
    pane(s, car, false);
    dull(s, 0.012, inside < 0.012 ? 1 : 0);
  }

  /** Glass: dark, mirroring, with seats, headrests and who drives seen through it. */
  private void pane(Surface s, Look.Car car, boolean side) {
    CarShape c = car.shape();
    s.paint(0.012, 0.014, 0.015);
    double forward = -(s.viewX * car.headingX() + s.viewY * car.headingY());
    double left = -(-s.viewX * car.headingY() + s.viewY * car.headingX());
    double up = -s.viewZ;
    double driver = c.roofFront() - 0.42;
    double rear = Math.max(c.roofRear() + 0.1, driver - 0.95);
    for (int row = 0; row < 2; row++) {
      for (int seat = -1; seat <= 1; seat += 2) {
        double x = row == 0 ? driver : rear;
        boolean taken =
            row == 0
                ? car.driven() && (seat == 1 || car.salt() % 3 == 0)
                : car.driven() && car.salt() % 5 == seat + 1;
        occupant(
            s, c, side, new double[] {forward, left, up}, x, 0.36 * seat, taken, car.salt() + seat);
      }
    }
    s.shine(side ? 0.10 : 0.12, 1);
    s.open *= 0.9;
  }

  private static void occupant(
      Surface s,
      CarShape c,
      boolean side,
      double[] ray,
      double x,
      double y,
      boolean taken,
      int salt) {
    double along = side ? ray[1] : ray[0];
    double t = side ? (y - s.v) / along : (x - s.u) / along;
    if (!(t > 0 && t < 3)) {
      return;
    }
    double across = side ? s.u + ray[0] * t - x : s.v + ray[1] * t - y;
    double z = s.w + ray[2] * t - c.belt();
    double headX = (across - (side ? 0.12 : 0)) / 0.095;
    double headZ = (z - 0.23) / 0.125;
    double width = side ? 0.09 : 0.24;
    boolean seat = z < 0.14 && Math.abs(across + (side ? 0.06 : 0)) < width;
    boolean rest =
        z >= 0.14 && z < 0.30 && Math.abs(across + (side ? 0.10 : 0)) < (side ? 0.05 : 0.12);
    if (taken && headX * headX + headZ * headZ < 1) {
      double tone = 0.07 + 0.10 * Noise.hash(salt, 1, 3);
      s.paint(tone, tone * 0.75, tone * 0.6);
    } else if (taken && z < 0.12 && Math.abs(across) < 0.22) {
      s.paint(0.03 + 0.06 * Noise.hash(salt, 2, 3), 0.04, 0.03 + 0.06 * Noise.hash(salt, 3, 3));
    } else if (seat || rest) {
      s.paint(0.035, 0.034, 0.034);
    }
  }

  void headLamp(Surface s, boolean on) {
    s.paint(0.55, 0.56, 0.58);
    s.shine(0.18, 1);
    if (on) {
      double power = 2.0 + 7 * dark;
      s.glow(power, power * 0.96, power * 0.86);
    }
  }

  void tailLamp(Surface s, boolean on, boolean braking) {
    s.paint(0.30, 0.012, 0.010);
    s.shine(0.10, 1);
    if (on || braking) {
      double power = (on ? 0.9 * dark + 0.15 : 0.1) + (braking ? 2.4 : 0);
      s.glow(power, power * 0.035, power * 0.02);
    }
  }

  void wheel(Surface s, Look.Car car) {
    double r = Math.sqrt(s.u * s.u + s.w * s.w) / car.shape().wheel();
    int spokes = 5 + car.salt() % 4;
    double angle = turns(s.u, s.w) * spokes;
    double spoke = Math.abs(angle - Math.floor(angle) - 0.5);
    boolean rim = r > 0.66 && r < 0.74;
    boolean arm = r < 0.70 && spoke < 0.14 + 0.10 * (1 - r);
    boolean hub = r < 0.16;
    if (r > 0.74) {
      s.paint(0.018, 0.018, 0.019);
    } else if (rim || arm || hub) {
      double value = car.salt() % 4 == 0 ? 0.05 : 0.34;
      s.paint(value, value, value * 1.03);
      s.shine(0.12, 0.6);
    } else {
      s.paint(0.022, 0.022, 0.024);
    }
  }

  /** The direction (x, z) as turns in [0, 1), near enough for spokes. */
  private static double turns(double x, double z) {
    double sum = Math.abs(x) + Math.abs(z) + 1e-9;
    double quarter = z / sum;
    double t = x >= 0 ? quarter : 2 - quarter;
    return (t + 1) * 0.25;
  }

  void plate(Surface s, Look.Car car) {
    double cell = s.v / 0.055;
    int n = (int) Math.floor(cell);
    double height = s.w * 12 - Math.floor(s.w * 12);
    boolean ink =
        Noise.hash(n, (int) Math.floor(s.w * 30), car.salt()) < 0.45
            && Math.abs(s.v) < 0.21
            && height > 0.15;
    double fade = Curve.unit(1.4 - s.footprint / 0.03);
    double value = ink ? 0.55 - 0.45 * fade : 0.62;
    boolean sign = s.w > 1.2;
    s.paint(value, value, sign ? 0.1 : value);
    double own = sign ? 0.9 * dark : 0.05 * dark;
    s.glow(own, own * 0.85, own * (sign ? 0.2 : 0.9));
  }
}
