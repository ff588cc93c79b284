package dev.gyre.streams.geometry;

import dev.gyre.streams.align.Pose;
import dev.gyre.streams.align.Quaternion;
import dev.gyre.streams.align.Vector3;
import java.util.List;

/**
 * What a warp does to a camera. A warp H turns the camera matrix K into H K, and that is again a
 * camera: K' after a turn A of its axes, {@code H K = s K' A} with K' upper triangular, focal
 * lengths above 0 and A orthogonal (RQ decomposition). So
 *
 * <ul>
 *   <li>resize, crop and pad change K' alone; A is the identity and nothing in 3D changes;
 *   <li>a turn of the picture rolls the camera: normals and poses turn, depth does not change;
 *   <li>a flip mirrors: x (or y) of normals and positions changes sign, depth does not;
 *   <li>a perspective looks elsewhere: depth along the new axis differs per pixel.
 * </ul>
 *
 * @param camera K'
 * @param turn A, nine values row by row: maps what the old camera sees to what the new one sees
 */
public record Reframing(Intrinsics camera, List<Double> turn) {

  public Reframing {
    turn = List.copyOf(turn);
  }

  /** The camera after the warp. */
  public static Reframing of(Intrinsics camera, Homography map) {
    Homography m = camera.matrix().then(map);
    double[] third = row(m, 2);
    double scale = norm(third);
    double[] a3 = times(third, 1 / scale);
    double[] second = row(m, 1);
    double k23 = dot(second, a3);
    double[] rest = minus(second, times(a3, k23));
    double k22 = norm(rest);
    double[] a2 = times(rest, 1 / k22);
    double[] first = row(m, 0);
    double k13 = dot(first, a3);
    double k12 = dot(first, a2);
    double[] last = minus(minus(first, times(a3, k13)), times(a2, k12));
    double k11 = norm(last);
    double[] a1 = times(last, 1 / k11);
    return new Reframing(
        new Intrinsics(k11 / scale, k22 / scale, k12 / scale, k13 / scale, k23 / scale),
        List.of(a1[0], a1[1], a1[2], a2[0], a2[1], a2[2], a3[0], a3[1], a3[2]));
  }

  /** Whether left and right, seen from the camera, changed places. */
  public boolean mirrors() {
    return at(0, 0) * (at(1, 1) * at(2, 2) - at(1, 2) * at(2, 1))
            - at(0, 1) * (at(1, 0) * at(2, 2) - at(1, 2) * at(2, 0))
            + at(0, 2) * (at(1, 0) * at(2, 1) - at(1, 1) * at(2, 0))
        < 0;
  }

  /** A place that the old camera has, as the new one has it. */
  public Vector3 apply(Vector3 place) {
    return new Vector3(
        along(0, place.xMetres(), place.yMetres(), place.zMetres()),
        along(1, place.xMetres(), place.yMetres(), place.zMetres()),
        along(2, place.xMetres(), place.yMetres(), place.zMetres()));
  }

  /**
   * The pose of an object as the new camera has it. In a mirror a left hand would become a right
   * one, which no rotation does: the object's own y axis (its side, where x is ahead) is turned
   * round, so that where it heads and its box are right.
   */
  public Pose apply(Pose pose) {
    double[][] rotation = matrix(pose.rotation());
    double side = mirrors() ? -1 : 1;
    double[][] turned = new double[3][3];
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 3; c++) {
        double value = along(r, rotation[0][c], rotation[1][c], rotation[2][c]);
        turned[r][c] = c == 1 ? side * value : value;
      }
    }
    return new Pose(apply(pose.position()), quaternion(turned));
  }

  /** A coordinate (0, 1 or 2) of a direction as the new camera has it. */
  double along(int row, double x, double y, double z) {
    return at(row, 0) * x + at(row, 1) * y + at(row, 2) * z;
  }

  private double at(int row, int column) {
    return turn.get(3 * row + column);
  }

  private static double[][] matrix(Quaternion q) {
    double w = q.w();
    double x = q.x();
    double y = q.y();
    double z = q.z();
    return new double[][] {
      {1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)},
      {2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)},
      {2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)}
    };
  }

  /** The largest of the four parts is found first, so that none is divided by a small one. */
  private static Quaternion quaternion(double[][] m) {
    double w = 1 + m[0][0] + m[1][1] + m[2][2];
    double x = 1 + m[0][0] - m[1][1] - m[2][2];
    double y = 1 - m[0][0] + m[1][1] - m[2][2];
    double z = 1 - m[0][0] - m[1][1] + m[2][2];
    double most = Math.max(Math.max(w, x), Math.max(y, z));
    double half = 0.5 / Math.sqrt(most);
    double wx = (m[2][1] - m[1][2]) * half;
    double wy = (m[0][2] - m[2][0]) * half;
    double wz = (m[1][0] - m[0][1]) * half;
    double xy = (m[1][0] + m[0][1]) * half;
    double xz = (m[0][2] + m[2][0]) * half;
    double yz = (m[2][1] + m[1][2]) * half;
    double itself = most * half;
    if (most == w) {
      return new Quaternion(itself, wx, wy, wz);
    }
    if (most == x) {
      return new Quaternion(wx, itself, xy, xz);
    }
    return most == y ? new Quaternion(wy, xy, itself, yz) : new Quaternion(wz, xz, yz, itself);
  }

  private static double[] row(Homography m, int row) {
    return new double[] {m.at(row, 0), m.at(row, 1), m.at(row, 2)};
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  private static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  private static double[] times(double[] a, double factor) {
    return new double[] {a[0] * factor, a[1] * factor, a[2] * factor};
  }

  private static double[] minus(double[] a, double[] b) {
    return new double[] {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
  }
}
