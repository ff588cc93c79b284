package dev.gyre.scoring.paired;

import dev.gyre.scoring.Verdict;

/**
 * Whether a candidate is better than the champion on one set of samples.
 *
 * <p>Passes if P(Bin(fixed + broken, ½) ≥ fixed) ≤ level, counted per group. Insufficient if the
 * champion was wrong on so few that no candidate could have passed; fails otherwise.
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

  /** Judges a candidate that had these flips. */
  public static Superiority judge(PairedOutcomes pairs, double level) {
    PairedCounts groups = pairs.groupCounts();
    int fixable = pairs.fixableGroups();
    double pValue = DiscordantTest.superiority(groups);
    Verdict verdict =
        pValue <= level
            ? Verdict.PASS
            : fixable < DiscordantTest.fewestFixed(0, level) ? Verdict.INSUFFICIENT : Verdict.FAIL;
    return new Superiority(verdict, pairs.counts(), groups, fixable, pValue, level);
  }
}
