package dev.gyre.scoring.drift;

import java.util.Arrays;

/**
 * Population stability index of one numeric feature: Σ (q − p) ln(q / p) over bins cut at the
 * baseline's quantiles, with half a case added to each bin so that an empty one stays finite. Rules
 * of thumb read below 0.1 as stable and above 0.25 as shifted; with few cases it is large by chance
 * alone, about (bins − 1)(1/n + 1/m) in expectation without any drift.
 */
public final class PopulationStability {

  private PopulationStability() {}

  /**
   * The index, ≥ 0.
   *
   * @param baseline finite values, at least {@code bins}
   * @param window finite values, at least one
   * @param bins ≥ 2; fewer are used where quantiles coincide
   * @throws IllegalArgumentException for too few values or values that are not finite
   */
  public static double index(double[] baseline, double[] window, int bins) {
    FiniteValues.check("baseline", baseline, bins);
    FiniteValues.check("window", window, 1);
    if (bins < 2) {
      throw new IllegalArgumentException("at least two bins are needed, not " + bins);
    }
    double[] edges = quantileEdges(baseline, bins);
    return index(counts(baseline, edges), counts(window, edges));
  }

  /** The index of two histograms with the same bins; counts ≥ 0. */
  public static double index(long[] baseline, long[] window) {
    if (baseline.length != window.length) {
      throw new IllegalArgumentException(
          "histograms need the same bins, but have %d and %d"
              .formatted(baseline.length, window.length));
    }
    double extra = baseline.length / 2.0;
    double baselineTotal = Arrays.stream(baseline).sum() + extra;
    double windowTotal = Arrays.stream(window).sum() + extra;
    double sum = 0;
    for (int i = 0; i < baseline.length; i++) {
      double p = (baseline[i] + 0.5) / baselineTotal;
      double q = (window[i] + 0.5) / windowTotal;
      sum += (q - p) * Math.log(q / p);
    }
    return sum;
  }

  private static double[] quantileEdges(double[] values, int bins) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] edges = new double[bins - 1];
    for (int i = 1; i < bins; i++) {
      double position = (double) i / bins * (sorted.length - 1);
      int below = (int) position;
      int above = Math.min(below + 1, sorted.length - 1);
      edges[i - 1] = sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
    return Arrays.stream(edges).distinct().toArray();
  }

  private static long[] counts(double[] values, double[] edges) {
    long[] counts = new long[edges.length + 1];
    for (double value : values) {
      int found = Arrays.binarySearch(edges, value);
      counts[found >= 0 ? found + 1 : -found - 1]++;
    }
    return counts;
  }
}
