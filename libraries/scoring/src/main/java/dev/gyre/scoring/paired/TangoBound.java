package dev.gyre.scoring.paired;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Tango's score bound of a paired difference (fixed − broken) / n: the difference at which the
 * score statistic, with the nuisance rate at its constrained maximum, equals the normal quantile.
 * It stays meaningful with no broken pair at all, where Wald's interval has width zero.
 */
public final class TangoBound {

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final int BISECTIONS = 60;

  private TangoBound() {}

  /**
   * One-sided lower bound of the difference, in [−1, 1].
   *
   * @param counts at least one pair
   * @param confidence one-sided, in (0.5, 1)
   * @throws IllegalArgumentException without pairs or with a confidence outside that range
   */
  public static double lower(PairedCounts counts, double confidence) {
    if (counts.n() < 1) {
      throw new IllegalArgumentException("a paired difference needs at least one pair");
    }
    if (!(confidence > 0.5 && confidence < 1)) {
      throw new IllegalArgumentException("confidence must lie in (0.5, 1), but is " + confidence);
    }
    double z = NORMAL.inverseCumulativeProbability(confidence);
    double low = -1;
    double high = counts.difference();
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (score(counts, middle) > z) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** One-sided upper bound: the mirror image of {@link #lower}. */
  public static double upper(PairedCounts counts, double confidence) {
    return -lower(counts.mirrored(), confidence);
  }

  private static double score(PairedCounts counts, double difference) {
    double n = counts.n();
    double a = 2 * n;
    double b = -counts.discordant() + (2 * n - counts.fixed() + counts.broken()) * difference;
    double c = -counts.broken() * difference * (1 - difference);
    double brokenRate = (Math.sqrt(Math.max(0, b * b - 4 * a * c)) - b) / (2 * a);
    double variance = n * (2 * brokenRate + difference * (1 - difference));
    double excess = counts.fixed() - counts.broken() - n * difference;
    if (variance <= 0) {
      return excess > 0 ? Double.POSITIVE_INFINITY : 0;
    }
    return excess / Math.sqrt(variance);
  }
}
