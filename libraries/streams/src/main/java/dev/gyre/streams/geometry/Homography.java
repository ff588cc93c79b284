package dev.gyre.streams.geometry;

import java.util.List;

/**
 * A 3 x 3 matrix that maps points of one frame to another: {@code (x', y', w') = H (x, y, 1)}, then
 * divided by w'. Pixel centres are whole numbers, as in {@code cv2.warpPerspective}.
 *
 * @param m nine finite values, row by row; the matrix has an inverse
 */
public record Homography(List<Double> m) {

  /** Maps every point to itself. */
  public static final Homography IDENTITY = affine(1, 0, 0, 0, 1, 0);

  public Homography {
    m = List.copyOf(m);
    if (m.size() != 9 || !m.stream().allMatch(Double::isFinite) || determinant(m) == 0) {
      throw new IllegalArgumentException(
          "The matrix %s is not nine finite values with an inverse".formatted(m));
    }
  }

  /** {@code x' = a x + b y + c, y' = d x + e y + f}. */
  public static Homography affine(double a, double b, double c, double d, double e, double f) {
    return new Homography(List.of(a, b, c, d, e, f, 0.0, 0.0, 1.0));
  }

  /**
   * The same map, given between regions, where pixel edges are whole numbers.
   *
   * @param edges maps edge coordinates to edge coordinates
   */
  public static Homography ofEdges(Homography edges) {
    Homography toEdges = affine(1, 0, 0.5, 0, 1, 0.5);
    Homography toCentres = affine(1, 0, -0.5, 0, 1, -0.5);
    return toEdges.then(edges).then(toCentres);
  }

  /** This map between regions: the inverse of {@link #ofEdges}. */
  public Homography toEdges() {
    Homography toCentres = affine(1, 0, -0.5, 0, 1, -0.5);
    Homography toEdges = affine(1, 0, 0.5, 0, 1, 0.5);
    return toCentres.then(this).then(toEdges);
  }

  /** This map, then the other. */
  public Homography then(Homography next) {
    Double[] product = new Double[9];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        product[3 * row + column] =
            next.at(row, 0) * at(0, column)
                + next.at(row, 1) * at(1, column)
                + next.at(row, 2) * at(2, column);
      }
    }
    return new Homography(List.of(product));
  }

  /** The map back. */
  public Homography inverse() {
    double scale = 1 / determinant(m);
    Double[] inverse = new Double[9];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        inverse[3 * row + column] = scale * cofactor(column, row);
      }
    }
    return new Homography(List.of(inverse));
  }

  private double cofactor(int row, int column) {
    int r1 = (row + 1) % 3;
    int r2 = (row + 2) % 3;
    int c1 = (column + 1) % 3;
    int c2 = (column + 2) % 3;
    return at(r1, c1) * at(r2, c2) - at(r1, c2) * at(r2, c1);
  }

  private static double determinant(List<Double> m) {
    return m.get(0) * (m.get(4) * m.get(8) - m.get(5) * m.get(7))
        - m.get(1) * (m.get(3) * m.get(8) - m.get(5) * m.get(6))
        + m.get(2) * (m.get(3) * m.get(7) - m.get(4) * m.get(6));
  }

  /** The value in a row and a column, counted from 0. */
  public double at(int row, int column) {
    return m.get(3 * row + column);
  }

  /** Whether parallel lines stay so: no division is needed. */
  public boolean isAffine() {
    return at(2, 0) == 0 && at(2, 1) == 0;
  }

  /** Whether columns stay columns and rows stay rows. */
  boolean keepsAxes() {
    return isAffine() && at(0, 1) == 0 && at(1, 0) == 0;
  }

  /** w' of a point: 0 or less is beyond the horizon and has no place in the other frame. */
  double depthOf(double x, double y) {
    return at(2, 0) * x + at(2, 1) * y + at(2, 2);
  }

  /** Where a point goes. */
  public Point apply(Point point) {
    double w = depthOf(point.x(), point.y());
    return new Point(
        (at(0, 0) * point.x() + at(0, 1) * point.y() + at(0, 2)) / w,
        (at(1, 0) * point.x() + at(1, 1) * point.y() + at(1, 2)) / w);
  }

  /**
   * The map that takes four corners to four corners.
   *
   * @throws IllegalArgumentException if three of the corners are on one line
   */
  static Homography between(List<Point> from, List<Point> to) {
    double[][] rows = new double[8][];
    for (int i = 0; i < 4; i++) {
      double x = from.get(i).x();
      double y = from.get(i).y();
      double u = to.get(i).x();
      double v = to.get(i).y();
      rows[2 * i] = new double[] {x, y, 1, 0, 0, 0, -u * x, -u * y, u};
      rows[2 * i + 1] = new double[] {0, 0, 0, x, y, 1, -v * x, -v * y, v};
    }
    double[] h = LinearSystem.solve(rows);
    return new Homography(List.of(h[0], h[1], h[2], h[3], h[4], h[5], h[6], h[7], 1.0));
  }
}
