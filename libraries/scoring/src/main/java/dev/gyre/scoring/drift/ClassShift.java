package dev.gyre.scoring.drift;

import java.util.Arrays;

/**
 * How far the distribution of predicted classes has moved from a baseline.
 *
 * @param totalVariation half the sum of absolute differences of shares: the share of predictions
 *     that would have to change class, in [0, 1]
 * @param jensenShannonBits Jensen-Shannon divergence to base 2, in [0, 1]
 * @param baselineSize predictions in the baseline
 * @param windowSize predictions in the window
 */
public record ClassShift(
    double totalVariation, double jensenShannonBits, long baselineSize, long windowSize) {

  /**
   * Compares counts per class, given in the same order.
   *
   * @throws IllegalArgumentException if the classes differ in number, a count is negative or either
   *     side is empty
   */
  public static ClassShift between(long[] baseline, long[] window) {
    long n = Arrays.stream(baseline).sum();
    long m = Arrays.stream(window).sum();
    boolean negative =
        Arrays.stream(baseline).anyMatch(c -> c < 0) || Arrays.stream(window).anyMatch(c -> c < 0);
    if (baseline.length != window.length || n < 1 || m < 1 || negative) {
      throw new IllegalArgumentException(
          "both sides need counts ≥ 0 of the same classes and at least one prediction, but are "
              + Arrays.toString(baseline)
              + " and "
              + Arrays.toString(window));
    }
    double variation = 0;
    double divergence = 0;
    for (int k = 0; k < baseline.length; k++) {
      double p = (double) baseline[k] / n;
      double q = (double) window[k] / m;
      variation += Math.abs(p - q) / 2;
      divergence += (bits(p, (p + q) / 2) + bits(q, (p + q) / 2)) / 2;
    }
    return new ClassShift(variation, Math.clamp(divergence, 0, 1), n, m);
  }

  private static double bits(double p, double mean) {
    return p == 0 ? 0 : p * Math.log(p / mean) / Math.log(2);
  }
}
