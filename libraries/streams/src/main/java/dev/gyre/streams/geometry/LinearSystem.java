package dev.gyre.streams.geometry;

/** Gauss's elimination with pivots, for systems of a few unknowns. */
final class LinearSystem {

  private LinearSystem() {}

  /**
   * Solves it in place.
   *
   * @param rows one per unknown: its factors, then the right-hand side
   */
  static double[] solve(double[][] rows) {
    int n = rows.length;
    for (int column = 0; column < n; column++) {
      int pivot = column;
      for (int row = column + 1; row < n; row++) {
        if (Math.abs(rows[row][column]) > Math.abs(rows[pivot][column])) {
          pivot = row;
        }
      }
      double[] top = rows[pivot];
      rows[pivot] = rows[column];
      rows[column] = top;
      if (Math.abs(top[column]) < 1e-12) {
        throw new IllegalArgumentException("The equations have no single solution");
      }
      for (int row = column + 1; row < n; row++) {
        double factor = rows[row][column] / top[column];
        for (int i = column; i <= n; i++) {
          rows[row][i] -= factor * top[i];
        }
      }
    }
    double[] solution = new double[n];
    for (int row = n - 1; row >= 0; row--) {
      double sum = rows[row][n];
      for (int i = row + 1; i < n; i++) {
        sum -= rows[row][i] * solution[i];
      }
      solution[row] = sum / rows[row][row];
    }
    return solution;
  }
}
