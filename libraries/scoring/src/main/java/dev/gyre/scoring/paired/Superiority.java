package dev.gyre.scoring.paired;

import dev.gyre.scoring.Verdict;

/**
 * Whether a candidate is better than the champion on one set of samples.
 *
 * <p>Passes if P(Bin(fixed + broken, ½) ≥ fixed) ≤ level, counted per group. Insufficient where
 * nobody could have passed: the champion was wrong on too few, or too few changed for the test to
 * reject however they changed, as 6 fixed and none broken at level 0.01. Fails otherwise. Gate,
 * comparison and proof all ask here.
 *
 * @param verdict pass, fail or insufficient
 * @param samples flips per sample
 * @param groups flips per group, which the p-value is of
 * @param fixable groups in which the champion was wrong: the most that could be fixed
 * @param pValue one-sided, in (0, 1]
 * @param level one-sided, in (0, 1)
 */
public record Superiority(
    Verdict verdict,
    PairedCounts samples,
    PairedCounts groups,
    int fixable,
    double pValue,
    double level) {

  /** The level that a gate and a proof demand. */
  public static final double LEVEL = 0.01;

  /** Judges a candidate that had these flips. */
  public static Superiority judge(PairedOutcomes pairs, double level) {
    PairedCounts groups = pairs.groupCounts();
    int fixable = pairs.fixableGroups();
    double pValue = DiscordantTest.superiority(groups);
    int fewest = DiscordantTest.fewestFixed(0, level);
    Verdict verdict = Verdict.FAIL;
    if (pValue <= level) {
      verdict = Verdict.PASS;
    } else if (fixable < fewest || groups.discordant() < fewest) {
      verdict = Verdict.INSUFFICIENT;
    }
    return new Superiority(verdict, pairs.counts(), groups, fixable, pValue, level);
  }

  /** Why the evidence is insufficient, or empty if it is not; the end of a sentence. */
  public String shortage() {
    int fewest = DiscordantTest.fewestFixed(0, level);
    if (verdict != Verdict.INSUFFICIENT) {
      return "";
    }
    return fixable < fewest
        ? "the champion is wrong on %d, and nobody can show to be better with fewer than %d"
            .formatted(fixable, fewest)
        : "%d changed, and nobody can show to be better with fewer than %d"
            .formatted(groups.discordant(), fewest);
  }
}
