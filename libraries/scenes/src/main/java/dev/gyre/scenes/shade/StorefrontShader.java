package dev.gyre.scenes.shade;

import dev.gyre.scenes.mesh.Look.Facade;
import dev.gyre.scenes.mesh.Look.FacadeStyle;
import dev.gyre.scenes.noise.Curve;
import dev.gyre.scenes.noise.Noise;
import dev.gyre.scenes.scene.Conditions;

/** Draws the street level of a building: shops with rooms behind the glass, doors, garages. */
final class StorefrontShader {

  private static final double ROOM = 3.2;

  private final Conditions conditions;
  private final RoomShader rooms;
  private double bayWidth;
  private int bay;
  private double across;

  StorefrontShader(Conditions conditions, RoomShader rooms) {
    this.conditions = conditions;
    this.rooms = rooms;
  }

  void shade(Surface s, Facade f, int face, double length, double slantAlong, double slantUp) {
    double wanted =
        switch (f.groundFloor()) {
          case SHOP -> 3.6;
          case ARCADE -> 4.2;
          case GARAGE, FLAT -> f.bayMetres();
        };
    int bays = Math.max(1, (int) Math.floor(length / wanted + 0.5));
    bayWidth = length / bays;
    bay = (int) Math.floor(s.u / bayWidth);
    across = s.u - (bay + 0.5) * bayWidth;
    switch (f.groundFloor()) {
      case SHOP -> shop(s, f, face, slantAlong, slantUp);
      case ARCADE -> arcade(s, f);
      case GARAGE -> house(s, f, face, slantAlong, slantUp, bay == 0 && face == 0);
      case FLAT -> house(s, f, face, slantAlong, slantUp, false);
    }
  }

  private void shop(Surface s, Facade f, int face, double slantAlong, double slantUp) {
    double half = bayWidth / 2 - 0.16;
    double top = f.groundFloorMetres() - 0.95;
    int unit = Math.floorDiv(bay, 2) + face * 9;
    if (s.w > top + 0.08 && s.w < f.groundFloorMetres() - 0.12) {
      band(s, f, unit, top + 0.08, f.groundFloorMetres() - 0.12);
      return;
    }
    boolean door = Noise.hash(bay, face, f.salt() + 5) < 0.3;
    double low = door ? 0.05 : 0.42;
    if (Math.abs(across) > half || s.w > top || s.w < low) {
      accent(s, f, unit, s.w < low ? 0.30 : 0.5);
      return;
    }
    double blur = Math.max(0.02, s.footprint);
    double edge = Math.min(Math.min(half - Math.abs(across), s.w - low), top - s.w);
    double bars = door ? Math.abs(Math.abs(across) - 0.55) : Math.abs(s.w - (top - 0.55));
    double frame = Curve.unit(0.5 - Math.min(edge - 0.05, bars - 0.025) / blur);
    room(s, f, unit, top, slantAlong, slantUp);
    double keep = 1 - frame;
    s.glowRed *= keep;
    s.glowGreen *= keep;
    s.glowBlue *= keep;
    accentOver(s, f, unit, frame);
    s.shine(0.08 * keep, 1);
  }

  private static void accent(Surface s, Facade f, int unit, double factor) {
    s.paint(f.accent(), factor);
    accentOver(s, f, unit, 1);
    s.dim(factor);
  }

  private static void accentOver(Surface s, Facade f, int unit, double share) {
    double pick = Noise.hash(unit, 9, f.salt());
    if (pick < 0.4) {
      s.over(f.accent(), 0.8, share);
    } else if (pick < 0.7) {
      s.over(0.035, 0.037, 0.04, share);
    } else {
      s.over(f.trim(), 0.75, share);
    }
  }

  /** The board above a shop with something like letters on it. */
  private void band(Surface s, Facade f, int unit, double low, double high) {
    double r = Noise.hash(unit, 1, f.salt());
    double g = Noise.hash(unit, 2, f.salt());
    double b = Noise.hash(unit, 3, f.salt());
    double dull = 0.05 + 0.25 * Noise.hash(unit, 4, f.salt());
    s.paint(dull * (0.2 + r), dull * (0.2 + g), dull * (0.2 + b));
    double middle = (low + high) / 2;
    double size = (high - low) * 0.46;
    double letter = s.u / (size * 0.82);
    int n = (int) Math.floor(letter);
    double cell = bayWidth * 2;
    double inUnit = s.u - Math.floor(s.u / cell) * cell;
    boolean written = inUnit > cell * 0.18 && inUnit < cell * (0.5 + 0.3 * r);
    boolean gap = Noise.hash(n, unit, 19) < 0.13;
    double ink = written && !gap ? glyph(n, unit, letter - n, (s.w - middle) / size) : 0;
    double fade = 1 - Curve.unit((s.footprint - 0.05) / 0.25);
    ink *= 0.25 + 0.75 * fade;
    boolean pale = dull * (r + g + b) < 0.25;
    s.over(pale ? 0.75 : 0.03, pale ? 0.72 : 0.03, pale ? 0.62 : 0.035, ink);
    double lit = rooms.dark() * FacadeShader.shopLight(f);
    if (pale && Noise.hash(unit, 6, f.salt()) < 0.7) {
      s.glow(lit * ink * (0.5 + r), lit * ink * (0.4 + g), lit * ink * (0.4 + b));
    } else {
      s.glow(lit * s.red * 0.8, lit * s.green * 0.75, lit * s.blue * 0.65);
    }
    s.shine(0.03, 0.4);
  }

  /** A sign built of two uprights and up to three bars, which reads as a letter from afar. */
  private static double glyph(int n, int unit, double x, double y) {
    if (Math.abs(y) > 0.5 || x < 0.12 || x > 0.88) {
      return 0;
    }
    int bits = Noise.bits(n, unit, 23);
    boolean left = (bits & 3) != 0 && x < 0.30;
    boolean right = (bits & 12) != 0 && x > 0.70;
    boolean top = (bits & 16) != 0 && y > 0.32;
    boolean middle = (bits & 32) != 0 && Math.abs(y) < 0.09;
    boolean bottom = (bits & 64) != 0 && y < -0.32;
    boolean slope = (bits & 896) == 0 && Math.abs(x - 0.5 + y * 0.5) < 0.11;
    return left || right || top || middle || bottom || slope ? 1 : 0;
  }

  /** What one sees through the glass: a room as a box, met by the line of sight. */
  private void room(Surface s, Facade f, int unit, double top, double slantAlong, double slantUp) {
    double dx = -slantAlong;
    double dz = -slantUp;
    double half = bayWidth;
    double tBack = ROOM;
    double tSide = dx > 1e-6 ? (half - across) / dx : dx < -1e-6 ? (-half - across) / dx : 1e9;
    double tUp = dz > 1e-6 ? (top + 0.3 - s.w) / dz : dz < -1e-6 ? (0.1 - s.w) / dz : 1e9;
    double t = Math.min(tBack, Math.min(Math.max(0.01, tSide), Math.max(0.01, tUp)));
    double ix = across + dx * t;
    double iz = s.w + dz * t;
    double warm = FacadeShader.shopWarmth(f);
    double inside = 0.10 + rooms.dark() * 0.62 * FacadeShader.shopLight(f);
    double deep = 1 - 0.5 * t / ROOM;
    double[] colour = inside(s, unit, f.salt(), t == tUp, t == tBack, ix, iz, dz, t);
    double lamp =
        t == tUp && dz > 0
            ? 2.2 * Curve.band(-0.25, 0.25, 0.1, ix - Math.floor(ix / 1.2) * 1.2 - 0.6)
            : 0;
    double value = inside * deep;
    double daylight = 0.25 * (1 - rooms.dark()) * Curve.step(ROOM, 0, t);
    s.paint(colour[0] * daylight, colour[1] * daylight, colour[2] * daylight);
    s.glow(
        value * (colour[0] + lamp),
        value * (colour[1] + lamp) * Math.sqrt(warm),
        value * (colour[2] + lamp) * warm);
  }

  private final double[] paint = new double[3];

  private double[] inside(
      Surface s,
      int unit,
      int salt,
      boolean level,
      boolean back,
      double x,
      double z,
      double dz,
      double t) {
    double tone = 0.20 + 0.28 * Noise.hash(unit, 11, salt);
    if (level) {
      double floor = dz < 0 ? 0.20 + 0.06 * Noise.value(x * 3, t * 5, 3) : 0.6;
      return set(floor, floor * 0.92, floor * 0.8);
    }
    set(tone, tone * 0.97, tone * 0.9);
    double blur = Curve.unit(s.footprint / 0.3);
    double stock = Noise.hash(unit, 12, salt);
    if (stock < 0.55) {
      shelves(x, z, unit, blur, back ? 0.85 : 0.6);
    } else if (stock < 0.8) {
      figures(x, z, unit, tone);
    } else {
      tables(x, z, tone);
    }
    return paint;
  }

  private double[] set(double r, double g, double b) {
    paint[0] = r;
    paint[1] = g;
    paint[2] = b;
    return paint;
  }

  private void shelves(double x, double z, int unit, double blur, double strength) {
    double row = z / 0.42;
    int r = (int) Math.floor(row);
    double width = 0.16 + 0.16 * Noise.hash(r, unit, 5);
    int c = (int) Math.floor(x / width);
    double height = 0.45 + 0.4 * Noise.hash(c, r, unit + 1);
    boolean goods = row - r < height && z < 2.3 && z > 0.1;
    double share = (goods ? 1 : 0.25) * strength * (1 - 0.6 * blur);
    for (int i = 0; i < 3; i++) {
      double value = goods ? 0.08 + 0.5 * Noise.hash(c * 3 + i, r, unit + 2) : 0.10;
      paint[i] += (value - paint[i]) * (z < 2.3 ? share : 0);
    }
  }

  private void figures(double x, double z, int unit, double tone) {
    double cell = x / 1.1;
    int n = (int) Math.floor(cell);
    double a = (cell - n - 0.5) * 1.1;
    double body = z > 0.95 ? 0.20 - 0.03 * (z - 0.95) : 0.10 + 0.10 * z;
    boolean torso = z > 0.15 && z < 1.5 && Math.abs(a) < body;
    boolean head = a * a + (z - 1.68) * (z - 1.68) < 0.012;
    if (torso || head) {
      double r = 0.1 + 0.5 * Noise.hash(n, unit, 7);
      set(
          head ? tone : r,
          head ? tone : 0.1 + 0.4 * Noise.hash(n, unit, 8),
          head ? tone : 0.1 + 0.4 * Noise.hash(n, unit, 9));
    }
  }

  private void tables(double x, double z, double tone) {
    double cell = x / 1.6;
    double a = Math.abs(cell - Math.floor(cell) - 0.5) * 1.6;
    boolean table = z < 0.78 && (z > 0.72 ? a < 0.42 : a < 0.05);
    boolean chair = z < 0.95 && a > 0.5 && a < 0.72 && (z > 0.45 || a > 0.68);
    if (table || chair) {
      set(tone * 0.35, tone * 0.22, tone * 0.14);
    }
    double lampA = Math.abs(a) / 0.2;
    if (z > 1.55 && z < 1.8 && lampA < 1 - (z - 1.55) * 2.4) {
      set(1.6, 1.3, 0.9);
    }
  }

  private void arcade(Surface s, Facade f) {
    double half = bayWidth / 2 - 0.42;
    double spring = f.groundFloorMetres() - 0.5 - half;
    double over = Math.max(0, s.w - Math.max(1.5, spring));
    double limit = Math.sqrt(Math.max(0, half * half - over * over));
    double edge = limit - Math.abs(across);
    if (edge > 0) {
      double deep = Curve.unit(edge / 0.5);
      s.paint(f.wall(), 0.30 - 0.22 * deep);
      s.open *= 0.5;
      double lit =
          rooms.dark()
              * (0.05 + 0.16 * Curve.unit((s.w - 0.5) / 3))
              * (0.55 + 0.45 * Noise.value(s.u * 1.7, s.w * 0.9, f.salt()));
      s.glow(lit, lit * 0.75, lit * 0.45);
    } else if (edge > -0.22) {
      s.over(f.trim(), 0.9, 0.85);
    }
  }

  private void house(
      Surface s, Facade f, int face, double slantAlong, double slantUp, boolean garage) {
    double plinth = f.style() == FacadeStyle.STONE ? 0.9 : 0.5;
    if (s.w < plinth) {
      s.dim(0.66);
    }
    if (garage) {
      garageDoor(s, f);
      return;
    }
    boolean door = face == 0 && Math.floorMod(bay + f.salt(), 4) == 1;
    double half = door ? 0.55 : 0.42 * Math.min(1.4, bayWidth - 0.5);
    double low = door ? 0.12 : 0.95;
    double high = door ? 2.35 : Math.min(2.55, f.groundFloorMetres() - 0.45);
    double beside = Math.abs(across) - half;
    double blur = Math.max(0.02, s.footprint);
    s.over(
        f.trim(),
        0.85,
        Curve.band(-1, 0.12, blur, beside) * Curve.band(low - 0.12, high + 0.15, blur, s.w));
    if (beside >= 0 || s.w <= low || s.w >= high) {
      return;
    }
    if (door) {
      double panel = Math.min(Math.abs(Math.abs(across) - 0.28), Math.abs(s.w - 1.2));
      s.paint(f.accent(), panel > 0.05 && panel < 0.09 ? 0.35 : 0.6);
      if (s.w > 1.95) {
        rooms.pane(s, f, bay + 900, across / half, 0.5, slantAlong, slantUp);
      }
      s.shine(0.03, 0.5);
      return;
    }
    double frame =
        Math.min(Math.min(-beside, Math.min(s.w - low, high - s.w)), Math.abs(across) + 0.02);
    rooms.pane(
        s,
        f,
        bay * 57 + 311 + face,
        across / half,
        (s.w - low) / (high - low),
        slantAlong,
        slantUp);
    double wood = Curve.unit(0.5 - (frame - 0.06) / blur);
    s.over(f.trim(), 0.95, wood);
    s.glowRed *= 1 - wood;
    s.glowGreen *= 1 - wood;
    s.glowBlue *= 1 - wood;
  }

  private void garageDoor(Surface s, Facade f) {
    if (Math.abs(across) < Math.min(1.25, bayWidth / 2 - 0.1) && s.w < 2.2) {
      double slat = s.w * 5 - Math.floor(s.w * 5);
      s.paint(f.trim(), 0.55 - 0.15 * Curve.step(0.12, 0, slat));
    }
    if (conditions.wet() > 0.5) {
      s.dim(0.9);
    }
  }
}
