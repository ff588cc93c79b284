package dev.gyre.scoring.drift;

import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;

/**
 * Two-sample Kolmogorov-Smirnov distance of one numeric feature. Used per feature it needs a
 * correction for their number (Rabanser et al., arXiv 1810.11953, use Bonferroni's), and it is a
 * test at a fixed n, not one to repeat daily.
 *
 * @param distance largest gap between the two distribution functions, in [0, 1]
 * @param pValue two-sided, in [0, 1]
 * @param baselineSize n
 * @param windowSize m
 */
public record KolmogorovSmirnov(double distance, double pValue, int baselineSize, int windowSize) {

  /**
   * Compares two samples of at least two finite values each.
   *
   * @throws IllegalArgumentException for fewer or for values that are not finite
   */
  public static KolmogorovSmirnov between(double[] baseline, double[] window) {
    FiniteValues.check("baseline", baseline, 2);
    FiniteValues.check("window", window, 2);
    var result = KolmogorovSmirnovTest.withDefaults().test(baseline, window);
    return new KolmogorovSmirnov(
        result.getStatistic(), result.getPValue(), baseline.length, window.length);
  }
}
