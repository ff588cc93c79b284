package dev.gyre.scenes.model;

import dev.gyre.scenes.mesh.Material;
import dev.gyre.scenes.mesh.Mesh;
import dev.gyre.scenes.mesh.Shapes;
import dev.gyre.scenes.noise.Dice;

/**
 * A tree of trunk, branches and many small leaves on the shells of blobs. A leaf's drawing
 * coordinates are its tint, its share of open sky and its height.
 */
public final class TreeModel {

  private static final double[][] ROUND = {
    {0, 0, 0.72, 0.30}, {0.22, 0.05, 0.58, 0.22}, {-0.2, 0.12, 0.60, 0.22},
    {0.02, -0.24, 0.58, 0.21}, {-0.08, 0.22, 0.78, 0.19}, {0.12, -0.12, 0.84, 0.19}
  };
  private static final double[][] COLUMN = {
    {0, 0, 0.40, 0.13},
    {0.01, 0, 0.55, 0.14},
    {-0.01, 0.01, 0.70, 0.13},
    {0, 0, 0.85, 0.10},
    {0, 0, 0.95, 0.06}
  };
  private static final double[][] CONE = {
    {0, 0, 0.28, 0.25},
    {0, 0, 0.42, 0.21},
    {0, 0, 0.57, 0.16},
    {0, 0, 0.72, 0.115},
    {0, 0, 0.86, 0.07},
    {0, 0, 0.95, 0.04}
  };
  private static final double[][] WIDE = {
    {0.3, 0.1, 0.66, 0.24}, {-0.28, 0.16, 0.68, 0.24}, {0.05, -0.32, 0.66, 0.23},
    {0.0, 0.1, 0.80, 0.28}, {-0.2, -0.2, 0.74, 0.22}, {0.22, 0.3, 0.72, 0.2}
  };

  private static final int[] LEAVES = {6200, 2000, 420};
  private static final double[] LEAF_METRES = {0.078, 0.138, 0.33};

  private TreeModel() {}

  /**
   * A tree.
   *
   * @param form 0 round, 1 column, 2 cone, 3 wide
   * @param detail 0 with the smallest leaves, 2 with the largest and fewest
   */
  public static Mesh tree(int form, double height, Dice dice, int detail) {
    Mesh mesh = new Mesh();
    double[][] blobs = form == 1 ? COLUMN : form == 2 ? CONE : form == 3 ? WIDE : ROUND;
    wood(new Shapes(mesh), blobs, height, dice, form);
    int leaves = LEAVES[detail];
    double size = LEAF_METRES[detail] * (form == 2 ? 0.85 : 1) * Math.sqrt(height / 7);
    double total = 0;
    for (double[] blob : blobs) {
      total += blob[3] * blob[3];
    }
    int salt = 100;
    for (double[] blob : blobs) {
      int count = (int) (leaves * blob[3] * blob[3] / total);
      for (int i = 0; i < count; i++) {
        leaf(mesh, blob, height, size, dice, salt);
        salt += 8;
      }
    }
    return mesh;
  }

  /** A clipped hedge from x = 0 to its length. */
  public static Mesh hedge(double length, double height, Dice dice) {
    Mesh mesh = new Mesh();
    new Shapes(mesh).box(0.05, -0.2, 0, length - 0.05, 0.2, height - 0.06, Material.HEDGE);
    int count = (int) (length * 60);
    for (int i = 0; i < count; i++) {
      int salt = i * 8;
      double[] blob = {
        dice.range(salt + 6, 0.1, length - 0.1),
        dice.range(salt + 7, -0.15, 0.15),
        height - 0.22,
        0.26
      };
      leaf(mesh, blob, 1, 0.13, dice, salt);
    }
    return mesh;
  }

  private static void wood(Shapes shapes, double[][] blobs, double height, Dice dice, int form) {
    double lean = dice.range(1, -0.15, 0.15);
    double radius = 0.022 * height;
    double[] foot = {0, 0, 0};
    double[] fork = {lean, dice.range(2, -0.1, 0.1), height * (form == 2 ? 0.8 : 0.42)};
    shapes.tube(
        new double[] {0, 0, -0.05},
        radius * 1.5,
        new double[] {0, 0, 0.3},
        radius * 1.05,
        8,
        Material.BARK);
    shapes.tube(foot, radius * 1.05, fork, radius * 0.62, 8, Material.BARK);
    if (form == 2) {
      return;
    }
    for (double[] blob : blobs) {
      double[] tip = {blob[0] * height * 0.8, blob[1] * height * 0.8, blob[2] * height};
      shapes.tube(fork, radius * 0.5, tip, radius * 0.14, 5, Material.BARK);
    }
  }

  private static void leaf(
      Mesh mesh, double[] blob, double height, double size, Dice dice, int salt) {
    double dx = dice.range(salt, -1, 1);
    double dy = dice.range(salt + 1, -1, 1);
    double dz = dice.range(salt + 2, -1, 1);
    double n = Math.sqrt(dx * dx + dy * dy + dz * dz) + 1e-6;
    dx /= n;
    dy /= n;
    dz /= n;
    double shell = 0.55 + 0.5 * Math.sqrt(dice.unit(salt + 3));
    double r = blob[3] * height * shell;
    double cx = blob[0] * height + dx * r;
    double cy = blob[1] * height + dy * r;
    double cz = blob[2] * height + dz * r * 0.85;
    double turn = dice.range(salt + 4, -1, 1);
    double ax = -dy + turn * dx * 0.6;
    double ay = dx + turn * 0.4;
    double az = turn;
    double bx = dy * az - dz * ay;
    double by = dz * ax - dx * az;
    double bz = dx * ay - dy * ax + 0.4;
    double an = size / (Math.sqrt(ax * ax + ay * ay + az * az) + 1e-6);
    double bn = size * 0.62 / (Math.sqrt(bx * bx + by * by + bz * bz) + 1e-6);
    double tint = dice.unit(salt + 5);
    double open = Math.min(1, Math.max(0, (shell - 0.5) * 1.4 + 0.3 * dz + 0.1));
    double nz = dz + 0.25;
    int p = mesh.vertex(cx - ax * an, cy - ay * an, cz - az * an, dx, dy, nz, tint, open, cz);
    int q = mesh.vertex(cx - bx * bn, cy - by * bn, cz - bz * bn, dx, dy, nz, tint, open, cz);
    int s = mesh.vertex(cx + ax * an, cy + ay * an, cz + az * an, dx, dy, nz, tint, open, cz);
    int t = mesh.vertex(cx + bx * bn, cy + by * bn, cz + bz * bn, dx, dy, nz, tint, open, cz);
    mesh.quad(p, q, s, t, Material.LEAF);
  }
}
