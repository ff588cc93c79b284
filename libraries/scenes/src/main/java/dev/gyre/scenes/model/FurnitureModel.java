package dev.gyre.scenes.model;

import dev.gyre.scenes.mesh.Look.SignKind;
import dev.gyre.scenes.mesh.Material;
import dev.gyre.scenes.mesh.Mesh;
import dev.gyre.scenes.mesh.Shapes;

/** What stands at the side of a street; x points towards the road, the foot is the origin. */
public final class FurnitureModel {

  private static final double[][] LAMP_HEADS = {{1.9, 6.6}, {0, 4.1}, {1.2, 7.4}};

  private FurnitureModel() {}

  /** How far towards the road a lamp of a style shines from, metres. */
  public static double lampReach(int style) {
    return LAMP_HEADS[style][0];
  }

  /** How high a lamp of a style shines from, metres. */
  public static double lampHeight(int style) {
    return LAMP_HEADS[style][1];
  }

  /** A street lamp: 0 an arm, 1 a lantern, 2 a tall modern mast. */
  public static Mesh lamp(int style) {
    Mesh mesh = new Mesh();
    Shapes s = new Shapes(mesh);
    double reach = LAMP_HEADS[style][0];
    double height = LAMP_HEADS[style][1];
    s.tube(p(0, 0, 0), 0.11, p(0, 0, 0.9), 0.085, 8, Material.POLE);
    if (style == 1) {
      s.tube(p(0, 0, 0.9), 0.06, p(0, 0, height - 0.3), 0.045, 8, Material.POLE);
      s.tube(p(0, 0, height - 0.3), 0.10, p(0, 0, height + 0.22), 0.20, 6, Material.LAMP_HEAD);
      s.tube(p(0, 0, height + 0.22), 0.24, p(0, 0, height + 0.45), 0.04, 6, Material.POLE);
      return mesh;
    }
    s.tube(p(0, 0, 0.9), 0.075, p(0, 0, height - 0.5), 0.05, 8, Material.POLE);
    s.tube(p(0, 0, height - 0.5), 0.05, p(0.4, 0, height), 0.042, 6, Material.POLE);
    s.tube(p(0.4, 0, height), 0.042, p(reach - 0.35, 0, height + 0.12), 0.035, 6, Material.POLE);
    s.box(reach - 0.38, -0.13, height + 0.07, reach + 0.32, 0.13, height + 0.19, Material.POLE);
    s.box(
        reach - 0.32, -0.10, height + 0.04, reach + 0.28, 0.10, height + 0.07, Material.LAMP_HEAD);
    return mesh;
  }

  /** A traffic sign on a post; its face looks along -y. Drawing coordinates lie in [-1, 1]. */
  public static Mesh sign(SignKind kind) {
    Mesh mesh = new Mesh();
    Shapes s = new Shapes(mesh);
    s.tube(p(0, 0, 0), 0.035, p(0, 0, 2.75), 0.035, 6, Material.POLE);
    int corners =
        switch (kind) {
          case NO_ENTRY, SPEED_LIMIT -> 20;
          case YIELD -> 3;
          case PARKING, PRIORITY, CROSSING -> 4;
        };
    double turn = kind == SignKind.PARKING || kind == SignKind.CROSSING ? 0.5 : 0;
    double radius = corners == 4 ? 0.44 : corners == 3 ? 0.48 : 0.34;
    plate(mesh, corners, turn, radius, -0.045, -1);
    plate(mesh, corners, turn, radius, -0.038, 1);
    return mesh;
  }

  private static void plate(
      Mesh mesh, int corners, double turn, double radius, double y, int facing) {
    int centre = mesh.vertex(0, y, 2.45, 0, facing, 0, 0, facing, 0);
    int first = mesh.size();
    for (int i = 0; i <= corners; i++) {
      int step = 2 * corners;
      int at = (int) Math.round(2 * (i + turn)) % step;
      double u = -Shapes.sin(at, step);
      double v = corners == 3 ? -Shapes.cos(at, step) : Shapes.cos(at, step);
      mesh.vertex(u * radius, y, 2.45 + v * radius, 0, facing, 0, u, facing, v);
    }
    for (int i = 0; i < corners; i++) {
      mesh.triangle(centre, first + i, first + i + 1, Material.SIGN);
    }
  }

  /** A traffic light whose lights look along -y. A light's drawing x is its number from above. */
  public static Mesh signal() {
    Mesh mesh = new Mesh();
    Shapes s = new Shapes(mesh);
    s.tube(p(0, 0, 0), 0.06, p(0, 0, 3.4), 0.05, 8, Material.POLE);
    s.box(-0.15, -0.22, 2.35, 0.15, -0.02, 3.30, Material.SIGNAL_BOX);
    for (int i = 0; i < 3; i++) {
      int first = mesh.size();
      double z = 3.14 - 0.3 * i;
      s.disc(0, -0.232, z, 0.105, 14, -1, Material.SIGNAL_LIGHT);
      mesh.shiftLocal(first, 10.0 * i + 5, 0, -z);
      s.tube(p(0, -0.22, z), 0.125, p(0, -0.36, z + 0.02), 0.125, 8, Material.SIGNAL_BOX);
    }
    return mesh;
  }

  /** A bollard, 0, a litter bin, 1, a bench, 2, or a box of the post or power, 3. */
  public static Mesh thing(int kind) {
    Mesh mesh = new Mesh();
    Shapes s = new Shapes(mesh);
    switch (kind) {
      case 0 -> {
        s.tube(p(0, 0, 0), 0.07, p(0, 0, 0.95), 0.06, 8, Material.STREET_FURNITURE);
        s.ball(0, 0, 0.95, 0.075, 0.075, 0.06, 4, 8, Material.STREET_FURNITURE);
      }
      case 1 -> {
        s.tube(p(0, 0, 0.12), 0.20, p(0, 0, 0.95), 0.25, 12, Material.STREET_FURNITURE);
        s.tube(p(0, 0, 0.95), 0.26, p(0, 0, 1.08), 0.10, 12, Material.POLE);
      }
      case 2 -> bench(s);
      default -> {
        s.box(-0.25, -0.45, 0, 0.25, 0.45, 1.25, Material.STREET_FURNITURE);
        s.box(-0.28, -0.48, 1.25, 0.28, 0.48, 1.32, Material.POLE);
      }
    }
    return mesh;
  }

  private static void bench(Shapes s) {
    for (double y : new double[] {-0.75, 0.69}) {
      s.box(-0.22, y, 0, 0.22, y + 0.06, 0.42, Material.POLE);
    }
    for (int i = 0; i < 4; i++) {
      s.box(-0.22 + 0.12 * i, -0.85, 0.42, -0.13 + 0.12 * i, 0.85, 0.46, Material.BARK);
    }
    for (int i = 0; i < 3; i++) {
      double z = 0.52 + 0.13 * i;
      s.box(-0.28, -0.85, z, -0.24, 0.85, z + 0.09, Material.BARK);
    }
  }

  private static double[] p(double x, double y, double z) {
    return new double[] {x, y, z};
  }
}
