package dev.gyre.scoring.evidence;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Evidence against "the failure rate is at most {@code p0}", valid however often it is looked at.
 *
 * <p>With {@code s} failures in {@code n} labelled exposures the value is
 *
 * <pre>E(s,n;p0) = ∫ p^s (1-p)^(n-s) dp over (p0,1) ÷ (1-p0) ÷ (p0^s (1-p0)^(n-s))</pre>
 *
 * a uniform mixture of likelihood ratios. It is a supermartingale for every rate ≤ p0, so an error
 * level α is kept by acting as soon as E ≥ 1/α, at any time, looked at after every case if wished
 * (Ville's inequality; see Howard et al., arXiv 1810.08240, and Johari et al., arXiv 1512.04922).
 * The one function, as {@link RateTest}, serves opening (p0 = accepted error), recurrence (p0 = ½
 * over pairs that changed) and reopening. It is computed in logs, so it neither overflows nor
 * underflows.
 */
public final class EvidenceValue {

  /** Below this tail probability the ratio is summed instead of divided. */
  private static final double SAFE_TAIL = 1e-250;

  private EvidenceValue() {}

  /**
   * Natural logarithm of E(s, n; p0).
   *
   * @param failures s, in [0, exposures]
   * @param exposures n ≥ 0, labelled exposures
   * @param nullRate p0, in (0, 1)
   * @throws IllegalArgumentException for counts or a rate outside these ranges
   */
  public static double log(int failures, int exposures, double nullRate) {
    check(failures, exposures, nullRate);
    BetaDistribution posterior = BetaDistribution.of(1.0 + failures, 1.0 + exposures - failures);
    double tail = posterior.survivalProbability(nullRate);
    if (tail > SAFE_TAIL) {
      return Math.log(tail) - posterior.logDensity(nullRate) - Math.log1p(-nullRate);
    }
    return logOfSmallTail(failures, exposures, nullRate);
  }

  /** E(s, n; p0) itself; infinite above about 1e308. Arguments as for {@link #log}. */
  public static double of(int failures, int exposures, double nullRate) {
    return Math.exp(log(failures, exposures, nullRate));
  }

  /**
   * Evidence for the other direction, against "the failure rate is at least {@code p0}": the same
   * function with successes for failures. With no failures and p0 = 0.10 it reaches 20 at n = 43.
   */
  public static double logBelow(int failures, int exposures, double nullRate) {
    check(failures, exposures, nullRate);
    return log(exposures - failures, exposures, 1 - nullRate);
  }

  /**
   * The value as a sum: the tail of a beta distribution is a binomial sum whose terms fall at least
   * geometrically here, and its largest term cancels against the likelihood.
   */
  private static double logOfSmallTail(int failures, int exposures, double nullRate) {
    double odds = (1 - nullRate) / nullRate;
    double sum = 1;
    double term = 1;
    for (int j = failures; j > 0 && term > sum * 1e-17; j--) {
      term *= j / (exposures + 2.0 - j) * odds;
      sum += term;
    }
    return Math.log(sum) - Math.log(exposures + 1.0 - failures);
  }

  private static void check(int failures, int exposures, double nullRate) {
    if (exposures < 0 || failures < 0 || failures > exposures) {
      throw new IllegalArgumentException(
          "failures must lie in [0, exposures], but are %d of %d; count labelled exposures only"
              .formatted(failures, exposures));
    }
    checkRate(nullRate);
  }

  static void checkRate(double nullRate) {
    if (!(nullRate > 0 && nullRate < 1)) {
      throw new IllegalArgumentException(
          "the rate to test against must lie in (0, 1), but is " + nullRate);
    }
  }

  static void checkThreshold(double threshold) {
    if (!(threshold >= 1)) {
      throw new IllegalArgumentException(
          "the evidence threshold is 1/level and at least 1, but is " + threshold);
    }
  }
}
