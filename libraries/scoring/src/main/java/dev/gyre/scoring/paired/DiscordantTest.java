package dev.gyre.scoring.paired;

import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.BinomialTest;

/**
 * The exact binomial test on the pairs that changed (McNemar 1947): if the models are alike, a
 * change is as likely a fix as a break.
 */
public final class DiscordantTest {

  private DiscordantTest() {}

  /** P(Bin(fixed + broken, ½) ≥ fixed): one-sided, "the candidate is better". 1 without changes. */
  public static double superiority(PairedCounts counts) {
    return pValue(counts, AlternativeHypothesis.GREATER_THAN);
  }

  /** Two-sided p-value, "the models differ". 1 without changes. */
  public static double difference(PairedCounts counts) {
    return pValue(counts, AlternativeHypothesis.TWO_SIDED);
  }

  /**
   * For a plan: the fewest fixes that pass with so many broken.
   *
   * @param broken ≥ 0
   * @param level one-sided, in (0, 1)
   */
  public static int fewestFixed(int broken, double level) {
    if (broken < 0 || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "broken must be ≥ 0 and the level in (0, 1), but are %d and %s".formatted(broken, level));
    }
    int fixed = broken;
    while (superiority(new PairedCounts(fixed, broken, fixed + broken)) > level) {
      fixed++;
    }
    return fixed;
  }

  private static double pValue(PairedCounts counts, AlternativeHypothesis alternative) {
    if (counts.discordant() == 0) {
      return 1;
    }
    return BinomialTest.withDefaults()
        .with(alternative)
        .test(counts.discordant(), counts.fixed(), 0.5)
        .getPValue();
  }
}
