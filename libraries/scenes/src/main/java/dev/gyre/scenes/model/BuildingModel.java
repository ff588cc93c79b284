package dev.gyre.scenes.model;

import dev.gyre.scenes.mesh.Look.Facade;
import dev.gyre.scenes.mesh.Look.FacadeStyle;
import dev.gyre.scenes.mesh.Look.GroundFloor;
import dev.gyre.scenes.mesh.Material;
import dev.gyre.scenes.mesh.Mesh;
import dev.gyre.scenes.mesh.Shapes;
import dev.gyre.scenes.noise.Dice;

/**
 * A building: x along the street, y away from it, z up. Drawing coordinates of a wall are metres
 * along it, the number of the wall (0 is the front) and the height.
 */
public final class BuildingModel {

  /** What closes it above. */
  public enum Roof {
    FLAT,
    RIDGE_ALONG,
    RIDGE_ACROSS,
    MANSARD
  }

  private final Facade facade;
  private final Dice dice;
  private final Mesh mesh = new Mesh();
  private final Shapes shapes = new Shapes(mesh);
  private final double w;
  private final double d;
  private final double h;

  private BuildingModel(Facade facade, Dice dice) {
    this.facade = facade;
    this.dice = dice;
    this.w = facade.widthMetres();
    this.d = facade.depthMetres();
    this.h = facade.groundFloorMetres() + facade.floors() * facade.floorMetres();
  }

  /** The building of a facade. */
  public static Mesh building(Facade facade, Roof roof, boolean balconies, Dice dice) {
    BuildingModel model = new BuildingModel(facade, dice);
    model.walls(0, 0, model.w, model.d, 0, model.h);
    model.roof(roof);
    model.cornice();
    if (balconies) {
      model.balconies();
    } else if (facade.style() == FacadeStyle.STONE || facade.style() == FacadeStyle.PLASTER) {
      model.oriel();
    }
    if (facade.groundFloor() == GroundFloor.SHOP && dice.chance(40, 0.55)) {
      model.awning();
    }
    return model.mesh;
  }

  private void walls(double x0, double y0, double x1, double y1, double z0, double z1) {
    wall(x0, y0, x1, y0, 0, z0, z1);
    wall(x1, y0, x1, y1, 1, z0, z1);
    wall(x1, y1, x0, y1, 2, z0, z1);
    wall(x0, y1, x0, y0, 3, z0, z1);
  }

  private void wall(double x0, double y0, double x1, double y1, int face, double z0, double z1) {
    double dx = x1 - x0;
    double dy = y1 - y0;
    double length = Math.sqrt(dx * dx + dy * dy);
    double u0 = face == 0 ? x0 : 0;
    double u1 = face == 0 ? x1 : length;
    int a = mesh.vertex(x0, y0, z0, dy, -dx, 0, u0, face, z0);
    int b = mesh.vertex(x1, y1, z0, dy, -dx, 0, u1, face, z0);
    int c = mesh.vertex(x1, y1, z1, dy, -dx, 0, u1, face, z1);
    int e = mesh.vertex(x0, y0, z1, dy, -dx, 0, u0, face, z1);
    mesh.quad(a, b, c, e, Material.FACADE);
  }

  private void roof(Roof kind) {
    switch (kind) {
      case FLAT -> {
        shapes.box(0.05, 0.05, h - 0.1, w - 0.05, d - 0.05, h + 0.02, Material.ROOF);
        parapet();
        if (dice.chance(41, 0.6)) {
          double x = dice.range(42, 1, Math.max(1.1, w - 5));
          shapes.box(x, d * 0.4, h, x + 3.2, d * 0.4 + 3, h + 2.3, Material.TRIM);
        }
      }
      case RIDGE_ALONG -> {
        slopes(0.3, d / 2, dice.range(43, 0.38, 0.55) * d / 2);
        chimney(d * 0.42, dice.range(43, 0.38, 0.55) * d / 2);
        dormers(0.5);
      }
      case RIDGE_ACROSS -> acrossRidge(dice.range(43, 0.75, 1.05) * w / 2);
      case MANSARD -> {
        slopes(0.1, 1.1, 2.3);
        shapes.box(0.1, 1.1, h + 2.2, w - 0.1, d - 1.1, h + 2.35, Material.ROOF);
        chimney(2.5, 2.6);
        dormers(1.9);
      }
    }
  }

  private void parapet() {
    double top = h + 0.55;
    shapes.box(-0.02, -0.02, h - 0.1, w + 0.02, 0.22, top, Material.TRIM);
    shapes.box(-0.02, 0.22, h - 0.1, 0.2, d, top, Material.TRIM);
    shapes.box(w - 0.2, 0.22, h - 0.1, w + 0.02, d, top, Material.TRIM);
  }

  /** Roof faces that rise from both long walls, so far in and so high. */
  private void slopes(double over, double in, double rise) {
    double[] a = {-0.1, -over, h - 0.1};
    double[] b = {w + 0.1, -over, h - 0.1};
    double[] c = {w + 0.1, in, h + rise};
    double[] e = {-0.1, in, h + rise};
    shapes.face(a, b, c, e, Material.ROOF);
    shapes.face(
        new double[] {w + 0.1, d + over, h - 0.1},
        new double[] {-0.1, d + over, h - 0.1},
        new double[] {-0.1, d - in, h + rise},
        new double[] {w + 0.1, d - in, h + rise},
        Material.ROOF);
    for (double x : new double[] {0, w}) {
      shapes.face(
          new double[] {x, 0, h - 0.1},
          new double[] {x, d, h - 0.1},
          new double[] {x, d - in, h + rise},
          new double[] {x, in, h + rise},
          Material.TRIM);
    }
  }

  private void acrossRidge(double rise) {
    double m = w / 2;
    for (int side = 0; side < 2; side++) {
      double x = side == 0 ? -0.3 : w + 0.3;
      shapes.face(
          new double[] {x, -0.3, h - 0.15},
          new double[] {m, -0.3, h + rise},
          new double[] {m, d + 0.3, h + rise},
          new double[] {x, d + 0.3, h - 0.15},
          Material.ROOF);
    }
    gable(0, 0, rise);
    gable(d, 2, rise);
    chimney(d * 0.5, rise * 0.8);
  }

  private void gable(double y, int face, double rise) {
    double ny = face == 0 ? -1 : 1;
    int a = mesh.vertex(0, y, h, 0, ny, 0, 0, face, h);
    int b = mesh.vertex(w, y, h, 0, ny, 0, w, face, h);
    int c = mesh.vertex(w / 2, y, h + rise, 0, ny, 0, w / 2, face, h + rise);
    mesh.triangle(a, b, c, Material.FACADE);
  }

  private void chimney(double y, double rise) {
    int count = 1 + dice.pick(44, 2);
    for (int i = 0; i < count; i++) {
      double x = dice.range(45 + i, 0.8, w - 1.6);
      shapes.box(x, y, h, x + 0.8, y + 0.6, h + rise + 1.1, Material.TRIM);
    }
  }

  private void dormers(double rise) {
    int bays = Math.max(1, (int) (w / facade.bayMetres()));
    double bay = w / bays;
    for (int i = 0; i < bays; i += 1 + dice.pick(47, 2)) {
      double x = (i + 0.5) * bay - 0.6;
      double z0 = h + 0.15;
      double z1 = h + 0.25 + rise;
      shapes.box(x, 0.25, z0, x + 1.2, 1.9, z1, Material.TRIM);
      shapes.face(
          new double[] {x + 0.15, 0.24, z0 + 0.3},
          new double[] {x + 1.05, 0.24, z0 + 0.3},
          new double[] {x + 1.05, 0.24, z1 - 0.15},
          new double[] {x + 0.15, 0.24, z1 - 0.15},
          Material.CAR_TRIM);
    }
  }

  private void cornice() {
    if (facade.style() == FacadeStyle.GLASS || facade.style() == FacadeStyle.PANEL) {
      return;
    }
    double out = facade.style() == FacadeStyle.MODERN ? 0.08 : 0.28;
    shapes.box(0, -out, h - 0.32, w, 0.05, h - 0.02, Material.TRIM);
    if (facade.groundFloor() == GroundFloor.SHOP && facade.style() != FacadeStyle.MODERN) {
      double z = facade.groundFloorMetres();
      shapes.box(0, -0.14, z - 0.12, w, 0.05, z + 0.06, Material.TRIM);
    }
  }

  private void oriel() {
    int bays = Math.max(1, (int) Math.round(w / facade.bayMetres()));
    if (bays < 3 || facade.floors() < 2 || !dice.chance(48, 0.4)) {
      return;
    }
    double bay = w / bays;
    int at = dice.pick(49, bays - 1);
    double x0 = at * bay + 0.1;
    double x1 = (at + 1) * bay - 0.1;
    double z0 = facade.groundFloorMetres() + 0.4;
    double z1 = h - 0.6;
    wall(x0, -0.7, x1, -0.7, 0, z0, z1);
    wall(x1, -0.7, x1, 0, 1, z0, z1);
    wall(x0, 0, x0, -0.7, 3, z0, z1);
    shapes.box(x0 - 0.05, -0.75, z0 - 0.2, x1 + 0.05, 0, z0, Material.TRIM);
    shapes.box(x0 - 0.05, -0.75, z1, x1 + 0.05, 0, z1 + 0.2, Material.TRIM);
  }

  private void balconies() {
    int bays = Math.max(1, (int) Math.round(w / facade.bayMetres()));
    double bay = w / bays;
    boolean each = dice.chance(50, 0.4);
    int column = dice.pick(51, bays);
    for (int floor = 0; floor < facade.floors(); floor++) {
      double z = facade.groundFloorMetres() + floor * facade.floorMetres();
      for (int i = 0; i < bays; i++) {
        if (i == column || (each && i % 2 == column % 2)) {
          balcony(i * bay + 0.15, (i + 1) * bay - 0.15, z);
        }
      }
    }
  }

  private void balcony(double x0, double x1, double z) {
    double out = -1.05;
    shapes.box(x0, out, z - 0.12, x1, 0, z + 0.03, Material.TRIM);
    shapes.box(x0, out, z + 0.98, x1, out + 0.05, z + 1.03, Material.BARS);
    for (int side = 0; side < 2; side++) {
      double x = side == 0 ? x0 : x1 - 0.05;
      shapes.box(x, out, z + 0.98, x + 0.05, 0, z + 1.03, Material.BARS);
    }
    int bars = (int) ((x1 - x0) / 0.24);
    for (int i = 0; i <= bars; i++) {
      double x = x0 + (x1 - x0 - 0.03) * i / bars;
      shapes.face(
          new double[] {x, out, z},
          new double[] {x + 0.03, out, z},
          new double[] {x + 0.03, out, z + 1},
          new double[] {x, out, z + 1},
          Material.BARS);
    }
  }

  private void awning() {
    double z = facade.groundFloorMetres() - 0.75;
    double x0 = 0.5;
    double x1 = Math.min(w - 0.5, dice.chance(52, 0.5) ? w : w * 0.5);
    shapes.face(
        new double[] {x0, -1.3, z - 0.45},
        new double[] {x1, -1.3, z - 0.45},
        new double[] {x1, -0.02, z + 0.25},
        new double[] {x0, -0.02, z + 0.25},
        Material.AWNING);
    shapes.face(
        new double[] {x0, -1.3, z - 0.65},
        new double[] {x1, -1.3, z - 0.65},
        new double[] {x1, -1.3, z - 0.45},
        new double[] {x0, -1.3, z - 0.45},
        Material.AWNING);
  }
}
