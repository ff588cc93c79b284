package dev.gyre.scenes.shade;

import dev.gyre.scenes.mesh.Look.Facade;
import dev.gyre.scenes.mesh.Look.FacadeStyle;
import dev.gyre.scenes.mesh.Placement;
import dev.gyre.scenes.noise.Curve;
import dev.gyre.scenes.noise.Noise;
import dev.gyre.scenes.scene.Conditions;

/** Draws fronts: walls of several kinds, windows with depth, what one sees behind them. */
final class FacadeShader {

  private final Conditions conditions;
  private final RoomShader rooms;
  private final StorefrontShader storefronts;
  // The wall at hand: bay, place in it, view direction along the wall, up, and into it.
  private int bay;
  private int floor;
  private double bayWidth;
  private double acrossBay;
  private double acrossFloor;
  private double slantAlong;
  private double slantUp;

  FacadeShader(Conditions conditions) {
    this.conditions = conditions;
    this.rooms = new RoomShader(conditions);
    this.storefronts = new StorefrontShader(conditions, rooms);
  }

  /** Blue of a shop's light as a share of its red. */
  static double shopWarmth(Facade facade) {
    return 0.45 + 0.5 * Noise.hash(facade.salt(), 3, 77);
  }

  /** How brightly a shop is lit; some are closed. */
  static double shopLight(Facade facade) {
    double chance = Noise.hash(facade.salt(), 4, 77);
    return chance < 0.2 ? 0.06 : 0.55 + chance * 0.6;
  }

  /** Draws a wall point. */
  void shade(Surface s, Facade f) {
    int face = (int) Math.floor(s.v + 0.5);
    double length = face == 0 || face == 2 ? f.widthMetres() : f.depthMetres();
    slant(s, face);
    if (s.w < f.groundFloorMetres() && face != 2 && s.w >= 0) {
      wall(s, f, face);
      storefronts.shade(s, f, face, length, slantAlong, slantUp);
      return;
    }
    locate(s, f, length);
    wall(s, f, face);
    if (floor >= f.floors() || isBlind(f, face)) {
      return;
    }
    switch (f.style()) {
      case PLASTER, BRICK, STONE -> classic(s, f, face);
      case MODERN -> strip(s, f, face, 0.40, 0.62, 0.85);
      case PANEL -> strip(s, f, face, 0.36, 0.48, 0.95);
      case GLASS -> curtainWall(s, f, face);
    }
  }

  private void slant(Surface s, int face) {
    Placement at = s.body.parts().getFirst().placement();
    double along =
        face % 2 == 0
            ? at.forwardX() * s.viewX + at.forwardY() * s.viewY
            : at.leftX() * s.viewX + at.leftY() * s.viewY;
    double out =
        Math.max(0.12, Math.abs(s.flatX * s.viewX + s.flatY * s.viewY + s.flatZ * s.viewZ));
    double sign = face == 2 || face == 3 ? -1 : 1;
    slantAlong = Curve.clamp(sign * along / out, -2.5, 2.5);
    slantUp = Curve.clamp(s.viewZ / out, -2.5, 2.5);
  }

  private void locate(Surface s, Facade f, double length) {
    int bays = Math.max(1, (int) Math.floor(length / f.bayMetres() + 0.5));
    bayWidth = length / bays;
    bay = (int) Math.floor(s.u / bayWidth);
    acrossBay = s.u - (bay + 0.5) * bayWidth;
    double above = s.w - f.groundFloorMetres();
    floor = (int) Math.floor(above / f.floorMetres());
    acrossFloor = above - floor * f.floorMetres();
  }

  /** Side walls of old houses mostly have no windows. */
  private boolean isBlind(Facade f, int face) {
    return face % 2 == 1
        && f.style() != FacadeStyle.GLASS
        && Noise.hash(f.salt() + face, bay, 31) < (f.style() == FacadeStyle.MODERN ? 0.2 : 0.55);
  }

  private void wall(Surface s, Facade f, int face) {
    double grain = Noise.fbm(s.u * 0.7 + f.salt(), s.w * 0.5, 3);
    double fine = 1 - Curve.unit(s.footprint / 0.06);
    s.paint(f.wall(), 0.84 + 0.3 * (grain - 0.35));
    if (fine > 0) {
      s.dim(1 + 0.16 * fine * (Noise.value(s.u * 14, s.w * 14, 5) - 0.5));
    }
    switch (f.style()) {
      case BRICK -> bricks(s, f);
      case STONE -> ashlar(s);
      case PANEL -> panels(s, f);
      case PLASTER, MODERN, GLASS -> {}
    }
    double foot = Curve.step(1.4, 0, s.w) * 0.35 * (0.5 + Noise.value(s.u * 1.3, s.w * 2, 9));
    double streak = Noise.value(s.u * 2.3, s.w * 0.16, f.salt()) - 0.62;
    s.dim(1 - foot - Math.max(0, streak) * 0.7);
    s.open = 0.75 + 0.25 * Curve.unit(s.w / 5);
    s.shine(0, 0);
    if (face == 0 && conditions.wet() > 0) {
      s.dim(1 - 0.22 * conditions.wet());
    }
  }

  private static void bricks(Surface s, Facade f) {
    double fade = 1 - Curve.unit((s.footprint - 0.008) / 0.05);
    if (fade <= 0) {
      return;
    }
    double row = s.w / 0.078;
    int r = (int) Math.floor(row);
    double along = s.u / 0.25 + (r & 1) * 0.5;
    int c = (int) Math.floor(along);
    double tint = Noise.hash(c, r, f.salt()) - 0.5;
    s.dim(1 + 0.42 * fade * tint);
    double edge = s.footprint / 0.078;
    double mortar =
        1
            - Curve.band(0.07, 0.93, Math.max(0.06, edge), row - r)
                * Curve.band(0.03, 0.97, Math.max(0.04, edge * 0.4), along - c);
    s.over(0.36, 0.34, 0.30, mortar * fade * 0.75);
  }

  private static void ashlar(Surface s) {
    double fade = 1 - Curve.unit(s.footprint / 0.12);
    double row = s.w / 0.42;
    int r = (int) Math.floor(row);
    double along = s.u / 0.85 + (r & 1) * 0.5;
    int c = (int) Math.floor(along);
    double joint =
        1 - Curve.band(0.03, 0.97, 0.05, row - r) * Curve.band(0.015, 0.985, 0.025, along - c);
    s.dim(1 + fade * (0.14 * (Noise.hash(c, r, 41) - 0.5) - 0.38 * joint));
  }

  private void panels(Surface s, Facade f) {
    double fade = 1 - Curve.unit(s.footprint / 0.15);
    double edge =
        Math.min(
            bayWidth / 2 - Math.abs(acrossBay),
            Math.min(acrossFloor, f.floorMetres() - acrossFloor));
    s.dim(1 - 0.5 * fade * Curve.step(0.04, 0.015, edge));
    if ((bay + f.salt()) % 3 == 0) {
      s.over(f.accent(), 0.55, 0.35);
    }
  }

  private void classic(Surface s, Facade f, int face) {
    double half = 0.40 * Math.min(1.45, bayWidth - 0.55);
    double sill = 0.72;
    double top = f.floorMetres() - 0.48;
    boolean arched = f.style() == FacadeStyle.STONE && floor == 0;
    double lift = arched ? 0.22 * (acrossBay * acrossBay) / (half * half) : 0;
    double beside = Math.abs(acrossBay) - half;
    surround(s, f, beside, sill, top - lift, half);
    boolean inside = beside < 0 && acrossFloor > sill && acrossFloor < top - lift;
    if (inside) {
      window(s, f, face, half, sill, top - lift, 0.19);
    } else if (f.style() == FacadeStyle.PLASTER && Noise.hash(f.salt(), 1, 51) < 0.45) {
      shutters(s, f, beside, sill, top, half);
    }
  }

  private void surround(Surface s, Facade f, double beside, double sill, double top, double half) {
    boolean framed = f.style() != FacadeStyle.PLASTER || Noise.hash(f.salt(), 2, 51) < 0.6;
    double blur = Math.max(0.02, s.footprint);
    if (framed) {
      double rim =
          Curve.band(-1, 0.13, blur, beside)
              * Curve.band(sill - 0.05, top + 0.2, blur, acrossFloor);
      s.over(f.trim(), 0.85, rim * (f.style() == FacadeStyle.BRICK ? 0.75 : 0.9));
    }
    double ledge =
        Curve.band(-1, 0.17, blur, beside) * Curve.band(sill - 0.13, sill, blur, acrossFloor);
    s.over(f.trim(), 0.95, ledge);
    double under =
        Curve.band(-1, 0.12, blur, beside)
            * Curve.band(sill - 0.30, sill - 0.12, blur, acrossFloor);
    s.dim(1 - 0.28 * under);
    if (f.style() == FacadeStyle.STONE || Noise.hash(f.salt(), 5, 51) < 0.5) {
      double course = Curve.band(-0.02, 0.12, blur, acrossFloor);
      s.over(f.trim(), 0.8, course * 0.8);
      s.dim(1 - 0.2 * Curve.band(f.floorMetres() - 0.1, f.floorMetres(), blur, acrossFloor));
    }
    if (half > 0.5 && f.style() == FacadeStyle.STONE) {
      double key =
          Curve.band(-1, -half + 0.09, blur, beside)
              * Curve.band(top, top + 0.24, blur, acrossFloor);
      s.over(f.trim(), 1, key);
    }
  }

  private void shutters(Surface s, Facade f, double beside, double sill, double top, double half) {
    if (beside < 0.02 || beside > half * 0.95 || acrossFloor < sill || acrossFloor > top) {
      return;
    }
    double slats = acrossFloor * 14 - Math.floor(acrossFloor * 14);
    double fade = 1 - Curve.unit(s.footprint / 0.05);
    s.paint(f.accent(), 0.8 * (1 - 0.4 * fade * slats));
    double rim =
        Math.min(
            Math.min(beside - 0.02, half * 0.95 - beside),
            Math.min(acrossFloor - sill, top - acrossFloor));
    s.dim(rim < 0.05 ? 0.8 : 1);
  }

  /** A window whose glass lies behind the wall; the reveal shows when seen from the side. */
  private void window(
      Surface s, Facade f, int face, double half, double low, double high, double deep) {
    double across = acrossBay - deep * slantAlong;
    double up = acrossFloor - deep * slantUp;
    if (Math.abs(across) > half || up > high || up < low) {
      s.paint(f.wall(), up > high ? 0.35 : 0.62);
      s.open *= 0.6;
      return;
    }
    double frame = Math.min(Math.min(half - Math.abs(across), up - low), high - up);
    double bar = Math.min(Math.abs(across), Math.abs(up - Curve.mix(low, high, 0.66)));
    double rim = Math.min(frame - 0.035, bar - 0.01);
    double blur = Math.max(0.02, s.footprint);
    rooms.pane(
        s,
        f,
        bay * 131 + floor * 17 + face * 7,
        across / half,
        (up - low) / (high - low),
        slantAlong,
        slantUp);
    double wood = Curve.unit(0.5 - (rim - 0.02) / blur);
    s.over(f.trim(), 0.95, wood);
    s.glowRed *= 1 - wood;
    s.glowGreen *= 1 - wood;
    s.glowBlue *= 1 - wood;
    s.mirror *= 1 - wood;
    s.open *= 0.85;
  }

  private void strip(
      Surface s, Facade f, int face, double halfShare, double heightShare, double deepness) {
    double half = bayWidth * halfShare;
    double low = f.floorMetres() * (0.98 - heightShare) * 0.72;
    double high = low + f.floorMetres() * heightShare;
    if (Math.abs(acrossBay) < half && acrossFloor > low && acrossFloor < high) {
      window(s, f, face, half, low, high, 0.12 * deepness);
    } else {
      double band = Curve.band(-0.2, 0.22, 0.04, acrossFloor);
      s.dim(1 - 0.25 * band);
    }
  }

  private void curtainWall(Surface s, Facade f, int face) {
    double blur = Math.max(0.02, s.footprint);
    double mullion = Curve.unit(0.5 - (bayWidth / 2 - Math.abs(acrossBay) - 0.05) / blur);
    double slab =
        Curve.unit(0.5 - (Math.min(acrossFloor, f.floorMetres() - acrossFloor) - 0.04) / blur);
    boolean spandrel = acrossFloor < 0.75;
    if (spandrel) {
      s.paint(f.accent(), 0.25);
      s.shine(0.22, 0.8);
    } else {
      rooms.pane(
          s,
          f,
          bay * 131 + floor * 17 + face,
          acrossBay / bayWidth * 2,
          (acrossFloor - 0.75) / (f.floorMetres() - 0.75),
          slantAlong,
          slantUp);
      s.mirror = Math.max(s.mirror, 0.28);
    }
    double metal = Math.max(mullion, slab);
    s.over(0.12, 0.13, 0.14, metal);
    s.glowRed *= 1 - metal;
    s.glowGreen *= 1 - metal;
    s.glowBlue *= 1 - metal;
  }
}
