package dev.gyre.scenes.shade;

import dev.gyre.scenes.mesh.Look;
import dev.gyre.scenes.mesh.Material;
import dev.gyre.scenes.noise.Curve;
import dev.gyre.scenes.noise.Noise;
import dev.gyre.scenes.scene.Conditions;

/** Draws people, foliage, signs, lights and whatever stands at the side of a street. */
final class ThingShader {

  private final boolean lampsOn;
  private final double dark;

  ThingShader(Conditions conditions) {
    this.lampsOn = conditions.lampsOn();
    this.dark = conditions.darkness();
  }

  void person(Surface s, Look.Person p) {
    s.shine(0.012, 0.2);
    double folds = 0.82 + 0.32 * Noise.value(s.v * 22 + s.u * 9, s.w * 7, 5);
    switch (s.material) {
      case SKIN -> skin(s, p);
      case HAIR -> s.paint(p.hair(), 0.7 + 0.6 * Noise.value(s.v * 60, s.u * 40, 3));
      case TOP -> top(s, p, folds);
      case LEGS -> {
        boolean bare = p.shorts() && s.w < 0.48;
        s.paint(bare ? p.skin() : p.legs(), bare ? 0.95 : folds);
        s.dim(1 - 0.35 * Curve.step(0.035, 0.0, Math.abs(s.v)) * (s.w < 0.85 ? 1 : 0));
      }
      case SHOES -> s.paint(p.shoes(), s.w < 0.025 ? 0.4 : 0.9);
      case UMBRELLA -> s.paint(p.bag(), 0.75 + 0.2 * Noise.value(s.u * 6, s.v * 6, 8));
      case HELMET -> {
        double vent = s.v * 22 - Math.floor(s.v * 22);
        s.paint(p.bag(), vent < 0.3 && s.w > 1.74 ? 0.12 : 1.1);
        s.shine(0.06, 0.7);
      }
      default -> s.paint(p.bag(), folds);
    }
    s.open = 0.55 + 0.45 * Curve.unit(s.w / 1.3);
  }

  private static void top(Surface s, Look.Person p, double folds) {
    boolean bare = p.shortSleeves() && Math.abs(s.v) > 0.19 && s.w < 1.22;
    s.paint(bare ? p.skin() : p.top(), bare ? 0.95 : folds);
    if (p.striped() && !bare) {
      double stripe = s.w * 13 - Math.floor(s.w * 13);
      s.over(0.6, 0.6, 0.58, stripe < 0.4 ? 0.8 : 0);
    }
    boolean zip = !bare && s.u > 0.04 && Math.abs(s.v) < 0.012;
    s.dim(zip ? 0.5 : 1);
  }

  private static void skin(Surface s, Look.Person p) {
    s.paint(p.skin(), 0.95);
    double z = s.w - p.headZ();
    if (s.u > 0.03 && z > -0.2) {
      double eye = Math.max(Math.abs(Math.abs(s.v) - 0.034) / 0.016, Math.abs(z - 0.02) / 0.010);
      double brow = Math.max(Math.abs(Math.abs(s.v) - 0.034) / 0.024, Math.abs(z - 0.045) / 0.006);
      double mouth = Math.max(Math.abs(s.v) / 0.026, Math.abs(z + 0.055) / 0.007);
      s.over(0.02, 0.015, 0.012, Curve.step(1.2, 0.8, Math.min(eye, brow)) * 0.85);
      s.over(0.30, 0.07, 0.06, Curve.step(1.2, 0.8, mouth) * 0.7);
    }
  }

  void leaf(Surface s, Look.Foliage f) {
    double tint = 0.42 + 0.42 * s.u;
    double yellow = 0.85 + 0.35 * s.u;
    s.paint(
        f.leaf().red() * tint * yellow, f.leaf().green() * tint, f.leaf().blue() * tint + 0.012);
    s.open = 0.22 + 0.78 * s.v;
    s.dim(0.75 + 0.4 * s.v);
    s.leaf = true;
  }

  void bark(Surface s, Look look) {
    double grain = Noise.fbm(s.u * 9 + s.v * 9, s.w * 2.2, 3);
    if (look instanceof Look.Foliage f) {
      s.paint(f.bark(), 0.6 + 0.8 * grain);
    } else {
      s.paint(0.20 * (0.7 + 0.6 * grain), 0.115 * (0.7 + 0.6 * grain), 0.06);
    }
  }

  void hedge(Surface s, Look.Foliage f) {
    s.paint(f.leaf(), 0.25 + 0.5 * Noise.value(s.u * 16, s.w * 16 + s.v * 9, 4));
    s.leaf = true;
    s.open = 0.6;
  }

  void pole(Surface s, Look look) {
    if (look instanceof Look.StreetLamp lamp) {
      s.paint(lamp.post(), 0.8);
    } else {
      s.paint(0.16, 0.165, 0.17);
    }
    s.shine(0.05, 0.4);
  }

  void lampHead(Surface s, Look look) {
    s.paint(0.55, 0.55, 0.52);
    if (lampsOn && look instanceof Look.StreetLamp lamp) {
      double power = 1.5 + 6.5 * dark;
      s.glow(power * lamp.light().red(), power * lamp.light().green(), power * lamp.light().blue());
    }
  }

  void trim(Surface s, Look look) {
    if (look instanceof Look.Facade f) {
      s.paint(f.trim(), 0.78 + 0.1 * Noise.value(s.u * 2, s.w * 3, 6));
    } else {
      s.paint(0.3, 0.3, 0.3);
    }
  }

  void roof(Surface s, Look look) {
    int salt = look instanceof Look.Facade f ? f.salt() : 1;
    double kind = Noise.hash(salt, 15, 4);
    double fade = 1 - Curve.unit((s.footprint - 0.03) / 0.2);
    double row = s.w * 4.2;
    double tile = row - Math.floor(row);
    double tone =
        (0.8 + 0.3 * Noise.hash((int) Math.floor(s.u * 4), (int) Math.floor(row), salt))
            * (1 - 0.35 * fade * Curve.step(0.25, 0, tile));
    if (kind < 0.5) {
      s.paint(0.24 * tone, 0.085 * tone, 0.05 * tone);
    } else {
      s.paint(0.075 * tone, 0.08 * tone, 0.09 * tone);
    }
  }

  void awning(Surface s, Look look) {
    double stripe = s.u * 2.4 - Math.floor(s.u * 2.4);
    if (look instanceof Look.Facade f) {
      boolean plain = f.salt() % 3 == 0;
      s.paint(f.accent(), 1);
      s.over(0.62, 0.60, 0.54, !plain && stripe < 0.5 ? 1 : 0);
    }
    s.open = 0.9;
  }

  void signal(Surface s, Look.Signal signal) {
    int light = (int) Math.floor(s.u / 10);
    boolean on =
        switch (light) {
          case 0 -> signal.phase() <= 1;
          case 1 -> signal.phase() == 1 || signal.phase() == 3;
          default -> signal.phase() == 2;
        };
    double r = light == 2 ? 0.03 : 0.9;
    double g = light == 0 ? 0.04 : light == 1 ? 0.55 : 0.85;
    double b = light == 2 ? 0.45 : 0.03;
    double power = on ? 4.5 : 0.05;
    s.paint(0.03, 0.03, 0.03);
    s.glow(power * r, power * g, power * b);
  }

  void sign(Surface s, Look.Sign look) {
    if (s.v > 0.5) {
      s.paint(0.24, 0.25, 0.26);
      return;
    }
    double r = Math.sqrt(s.u * s.u + s.w * s.w);
    double a = Math.abs(s.u);
    double b = Math.abs(s.w);
    double box = Math.max(a, b);
    s.paint(0.62, 0.62, 0.60);
    switch (look.kind()) {
      case NO_ENTRY -> {
        red(s, r < 0.92 && !(b < 0.17 && a < 0.66));
      }
      case SPEED_LIMIT -> {
        red(s, r > 0.70);
        boolean three =
            s.u < -0.04 && s.u > -0.46 && b < 0.4 && (s.u > -0.18 || b > 0.28 || b < 0.07);
        double ring = Math.max(Math.abs(s.u - 0.26) / 0.22, b / 0.4);
        boolean nought = ring < 1 && ring > 0.55;
        s.over(0.02, 0.02, 0.02, r < 0.68 && (three || nought) ? 1 : 0);
      }
      case PARKING -> {
        boolean stem = s.u > -0.28 && s.u < -0.10 && b < 0.45;
        double bowl = Math.max(Math.abs(s.u - 0.02) / 0.30, Math.abs(s.w - 0.18) / 0.28);
        blue(s, !(stem || (bowl < 1 && bowl > 0.45)) && box < 0.66);
      }
      case YIELD -> red(s, s.w > 0.28 || s.w < -0.45 || a > 0.30 + 0.55 * (s.w + 0.30));
      case PRIORITY -> {
        s.over(0.75, 0.48, 0.02, a + b < 0.62 ? 1 : 0);
        s.over(0.02, 0.02, 0.02, a + b > 0.90 ? 1 : 0);
      }
      case CROSSING -> {
        blue(s, box < 0.68 && !(s.w > -0.45 && a < 0.48 * (0.52 - s.w)));
        boolean figure =
            (s.w > 0.16 && r < 0.34 && a < 0.08)
                || (a < 0.10 && b < 0.26)
                || (b < 0.40 && s.w < 0 && Math.abs(a + s.w * 0.5) < 0.07);
        s.over(0.02, 0.02, 0.02, figure ? 1 : 0);
      }
    }
    s.glow(s.red * 0.03 * dark, s.green * 0.03 * dark, s.blue * 0.03 * dark);
    s.shine(0.04, 0.5);
  }

  private static void red(Surface s, boolean where) {
    s.over(0.52, 0.015, 0.02, where ? 1 : 0);
  }

  private static void blue(Surface s, boolean where) {
    s.over(0.015, 0.07, 0.38, where ? 1 : 0);
  }

  void plain(Surface s, Look look) {
    if (look instanceof Look.Plain plain) {
      s.paint(plain.colour(), 0.85 + 0.2 * Noise.value(s.v * 9, s.w * 9, 2));
    } else if (look instanceof Look.Person p) {
      s.paint(p.bag(), s.material == Material.BIKE_FRAME ? 0.9 : 0.6);
    } else {
      s.paint(0.05, 0.05, 0.055);
    }
    s.shine(0.05, 0.6);
  }
}
