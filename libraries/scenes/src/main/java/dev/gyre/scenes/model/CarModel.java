package dev.gyre.scenes.model;

import dev.gyre.scenes.mesh.CarShape;
import dev.gyre.scenes.mesh.Material;
import dev.gyre.scenes.mesh.Mesh;
import dev.gyre.scenes.mesh.Shapes;
import dev.gyre.scenes.noise.Curve;
import java.util.TreeSet;

/**
 * A car body lofted through rings along its length; its middle stands on the origin. Drawing
 * coordinates are metres from the rear bumper, to the left, and up.
 */
public final class CarModel {

  private static final int HALF = 9;
  private static final int RING = 16;

  private final CarShape shape;
  private final Mesh mesh = new Mesh();
  private final Shapes shapes = new Shapes(mesh);
  private final double[] stations;
  private final double[][][] rings;

  private CarModel(CarShape shape) {
    this.shape = shape;
    this.stations = stations(shape);
    this.rings = new double[stations.length][][];
    for (int i = 0; i < stations.length; i++) {
      rings[i] = ring(stations[i]);
    }
  }

  /** The body with lamps, mirrors and plates, without wheels. */
  public static Mesh body(CarShape shape, boolean taxi) {
    CarModel model = new CarModel(shape);
    model.loft();
    model.ends();
    model.fittings(taxi);
    return model.mesh;
  }

  /** A wheel about the origin whose outer face looks to the left (1) or right (-1). */
  public static Mesh wheel(CarShape shape, int side) {
    Mesh mesh = new Mesh();
    Shapes shapes = new Shapes(mesh);
    double inner = -0.2 * side;
    shapes.tube(
        new double[] {0, inner, 0},
        shape.wheel(),
        new double[] {0, 0, 0},
        shape.wheel(),
        20,
        Material.TYRE);
    shapes.tube(
        new double[] {0, 0, 0},
        shape.wheel(),
        new double[] {0, 0.025 * side, 0},
        shape.wheel() * 0.88,
        20,
        Material.TYRE);
    shapes.disc(0, 0.02 * side, 0, shape.wheel() * 0.9, 20, side, Material.WHEEL);
    return mesh;
  }

  /** Height of the body's top line at a distance from the rear bumper. */
  public static double top(CarShape s, double x) {
    double edge = 1 - Curve.unit(Math.min(x, s.length() - x) / 0.12);
    double drop = 0.12 * edge * edge;
    double z;
    if (x < s.tailX()) {
      z = s.tailZ() - 0.02 * (1 - x / s.tailX());
    } else if (x < s.roofRear()) {
      z = Curve.mix(s.tailZ(), s.roof() - 0.03, (x - s.tailX()) / (s.roofRear() - s.tailX()));
    } else if (x < s.roofFront()) {
      double t = (x - s.roofRear()) / (s.roofFront() - s.roofRear());
      z = s.roof() - 0.03 + 0.12 * t * (1 - t);
    } else if (x < s.bonnetRear()) {
      double t = (x - s.roofFront()) / (s.bonnetRear() - s.roofFront());
      z = Curve.mix(s.roof() - 0.03, s.bonnet(), t);
    } else {
      double t = (x - s.bonnetRear()) / (s.length() - s.bonnetRear());
      z = Curve.mix(s.bonnet(), s.nose(), t * t * 0.75 + 0.25 * t);
    }
    return z - drop;
  }

  private static double[] stations(CarShape s) {
    TreeSet<Double> all = new TreeSet<>();
    double l = s.length();
    double[] wanted = {
      0,
      0.04,
      0.11,
      s.tailX(),
      (s.tailX() + s.roofRear()) / 2,
      s.roofRear(),
      (s.roofRear() + s.roofFront()) / 2,
      s.roofFront(),
      (s.roofFront() + s.bonnetRear()) / 2,
      s.bonnetRear(),
      (s.bonnetRear() + l) / 2,
      l - 0.35,
      l - 0.14,
      l - 0.05,
      l
    };
    for (double x : wanted) {
      Double below = all.floor(x);
      if (below == null || x - below > 0.025) {
        all.add(x);
      }
    }
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private double halfWidth(double x) {
    double rear = Curve.unit(1 - x / 0.5);
    double front = Curve.unit(1 - (shape.length() - x) / 0.75);
    return shape.halfWidth() * (1 - 0.10 * rear * rear - 0.20 * front * front);
  }

  private double[][] ring(double x) {
    double top = top(shape, x);
    double w = halfWidth(x);
    double ends = Curve.unit(1 - Math.min(x, shape.length() - x) / 0.14);
    double bottom = 0.19 + 0.14 * ends * ends;
    boolean glazed = x > shape.tailX() - 0.001 && x < shape.bonnetRear() + 0.001;
    double belt = glazed ? Math.min(shape.belt(), top - 0.02) : top - 0.04;
    double house = Math.max(0, top - belt);
    double edge = house > 0.08 ? 0.94 * w - 0.03 - 0.28 * house : 0.90 * w;
    double[][] half = {
      {0, bottom},
      {0.84 * w, bottom},
      {0.97 * w, bottom + 0.09},
      {w, bottom + 0.52 * (belt - bottom)},
      {0.99 * w, belt - 0.11},
      {0.945 * w, belt},
      {edge, belt + Math.max(house - 0.05, house * 0.6)},
      {edge * 0.84, top - 0.008},
      {0, top + 0.012}
    };
    return half;
  }

  /**
   * Side (positive left) and height of a ring's point; points run up the left and down the right.
   */
  private double[] at(int station, int point) {
    int p = Math.floorMod(point, RING);
    double[] half = p < HALF ? rings[station][p] : rings[station][RING - p];
    return new double[] {stations[station], p < HALF ? half[0] : -half[0], half[1]};
  }

  private void loft() {
    for (int i = 0; i + 1 < stations.length; i++) {
      for (int k = 0; k < RING; k++) {
        Material kind = kindOf(i, k);
        boolean smooth = kind == Material.CAR_BODY;
        int a = corner(i, k, i, k, smooth);
        int b = corner(i + 1, k, i, k, smooth);
        int c = corner(i + 1, k + 1, i, k, smooth);
        int d = corner(i, k + 1, i, k, smooth);
        mesh.quad(a, b, c, d, kind);
      }
    }
  }

  private Material kindOf(int i, int k) {
    int half = k < 8 ? k : RING - 1 - k;
    double x0 = stations[i];
    double x1 = stations[i + 1];
    if (half == 5 && x0 >= shape.tailX() - 0.001 && x1 <= shape.bonnetRear() + 0.001) {
      return Material.CAR_GLASS;
    }
    boolean rear = x0 >= shape.tailX() - 0.001 && x1 <= shape.roofRear() + 0.001;
    boolean front = x0 >= shape.roofFront() - 0.001 && x1 <= shape.bonnetRear() + 0.001;
    return half >= 6 && (rear || front) ? Material.CAR_SCREEN : Material.CAR_BODY;
  }

  private int corner(int i, int k, int quadI, int quadK, boolean smooth) {
    double[] p = at(i, k);
    double[] n =
        smooth
            ? normal(Math.max(0, i - 1), Math.min(stations.length - 1, i + 1), k - 1, k + 1)
            : normal(quadI, quadI + 1, quadK, quadK + 1);
    return mesh.vertex(p[0] - shape.length() / 2, p[1], p[2], n[0], n[1], n[2], p[0], p[1], p[2]);
  }

  private double[] normal(int i0, int i1, int k0, int k1) {
    double[] a = at(i0, k0);
    double[] b = at(i1, k0);
    double[] c = at(i0, k1);
    double[] d = at(i1, k1);
    double ux = b[0] + d[0] - a[0] - c[0];
    double uy = b[1] + d[1] - a[1] - c[1];
    double uz = b[2] + d[2] - a[2] - c[2];
    double vx = c[0] + d[0] - a[0] - b[0];
    double vy = c[1] + d[1] - a[1] - b[1];
    double vz = c[2] + d[2] - a[2] - b[2];
    return new double[] {uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx};
  }

  private void ends() {
    for (int end = 0; end < 2; end++) {
      int station = end == 0 ? 0 : stations.length - 1;
      double facing = end == 0 ? -1 : 1;
      for (int k = 0; k < HALF - 1; k++) {
        int a = endCorner(station, k, facing);
        int b = endCorner(station, k + 1, facing);
        int c = endCorner(station, RING - k - 1, facing);
        int d = endCorner(station, RING - k, facing);
        mesh.quad(a, b, c, d, Material.CAR_BODY);
      }
    }
  }

  private int endCorner(int station, int k, double facing) {
    double[] p = at(station, k);
    return mesh.vertex(
        p[0] - shape.length() / 2, p[1], p[2], facing, p[1] * 0.4, 0, p[0], p[1], p[2]);
  }

  private void fittings(boolean taxi) {
    int first = mesh.size();
    double half = shape.length() / 2;
    double w = shape.halfWidth();
    for (int side = -1; side <= 1; side += 2) {
      shapes.ball(
          half - 0.10,
          side * 0.63 * w,
          shape.nose() - 0.09,
          0.15,
          0.165,
          0.07,
          5,
          10,
          Material.HEAD_LAMP);
      shapes.ball(
          -half + 0.055,
          side * 0.74 * w,
          shape.tailZ() - 0.20,
          0.10,
          0.135,
          0.085,
          5,
          10,
          Material.TAIL_LAMP);
      shapes.ball(
          shape.bonnetRear() - half - 0.28,
          side * (w + 0.07),
          shape.belt() + 0.07,
          0.06,
          0.10,
          0.065,
          5,
          8,
          Material.CAR_BODY);
    }
    plate(-half - 0.012, 0.60);
    plate(half + 0.012, 0.40);
    if (taxi) {
      double middle = (shape.roofRear() + shape.roofFront()) / 2 - half;
      shapes.box(
          middle - 0.1,
          -0.22,
          shape.roof(),
          middle + 0.1,
          0.22,
          shape.roof() + 0.14,
          Material.PLATE);
    }
    mesh.shiftLocal(first, half, 0, 0);
  }

  private void plate(double x, double z) {
    shapes.face(
        new double[] {x, -0.26, z},
        new double[] {x, 0.26, z},
        new double[] {x, 0.26, z + 0.11},
        new double[] {x, -0.26, z + 0.11},
        Material.PLATE);
  }
}
