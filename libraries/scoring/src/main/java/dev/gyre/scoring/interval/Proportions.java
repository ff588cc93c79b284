package dev.gyre.scoring.interval;

import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Intervals for a proportion of independent cases. All proportions and limits are in [0, 1]. */
public final class Proportions {

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private Proportions() {}

  /**
   * Wilson's score interval (Wilson 1927; recommended by Brown, Cai and DasGupta 2001).
   *
   * @param successes in [0, n]
   * @param n independent cases, ≥ 1
   * @param level two-sided confidence, in (0, 1)
   * @throws IllegalArgumentException for counts or a level outside these ranges
   */
  public static Interval wilson(int successes, int n, double level) {
    check(successes, n, level);
    double z = NORMAL.inverseSurvivalProbability((1 - level) / 2);
    double p = (double) successes / n;
    double zz = z * z / n;
    double centre = (p + zz / 2) / (1 + zz);
    double half = z / (1 + zz) * Math.sqrt(p * (1 - p) / n + zz / (4 * n));
    double low = successes == 0 ? 0 : Math.max(0, centre - half);
    double high = successes == n ? 1 : Math.min(1, centre + half);
    return new Interval(p, low, high, level, IntervalMethod.WILSON, n, n);
  }

  /** The exact (Clopper-Pearson) two-sided interval. Arguments as for {@link #wilson}. */
  public static Interval clopperPearson(int successes, int n, double level) {
    check(successes, n, level);
    double half = (1 - level) / 2;
    return new Interval(
        (double) successes / n,
        1 - upperBound(n - successes, n, 1 - half),
        upperBound(successes, n, 1 - half),
        level,
        IntervalMethod.CLOPPER_PEARSON,
        n,
        n);
  }

  /**
   * The exact one-sided upper bound of a rate, as for "worse than tested": the rate above which
   * {@code successes} or fewer would have been seen with probability at most 1 − confidence.
   *
   * @param confidence one-sided, in (0, 1)
   */
  public static double upperBound(int successes, int n, double confidence) {
    check(successes, n, confidence);
    return successes == n
        ? 1
        : BetaDistribution.of(successes + 1.0, n - successes)
            .inverseSurvivalProbability(1 - confidence);
  }

  /**
   * For a plan: the fewest successes of {@code n} whose Wilson lower limit reaches {@code floor};
   * empty if not even n of n do.
   */
  public static OptionalInt fewestSuccesses(int n, double floor, double level) {
    int low = 0;
    int high = n;
    if (wilson(n, n, level).low() < floor) {
      return OptionalInt.empty();
    }
    while (low < high) {
      int middle = (low + high) / 2;
      if (wilson(middle, n, level).low() >= floor) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return OptionalInt.of(low);
  }

  private static void check(int successes, int n, double level) {
    if (n < 1 || successes < 0 || successes > n) {
      throw new IllegalArgumentException(
          "successes must lie in [0, n] and n be at least 1, but are %d of %d"
              .formatted(successes, n));
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("confidence must lie in (0, 1), but is " + level);
    }
  }
}
