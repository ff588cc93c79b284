package dev.gyre.scoring.proof;

import dev.gyre.scoring.Verdict;
import dev.gyre.scoring.evidence.EvidenceValue;
import dev.gyre.scoring.evidence.RateTest;
import dev.gyre.scoring.paired.PairedCounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Whether a mode's live rate fell: the i-th labelled exposure before the change (champion) is
 * paired with the i-th after it (candidate), and among pairs that changed the fixes must outweigh
 * by E(fixed, fixed + broken; ½) ≥ threshold. No nuisance rate enters, and it may be looked at
 * after every exposure. Feedback that stops leaves it insufficient.
 *
 * @param verdict pass; fail if the rate is shown to have risen; else insufficient
 * @param pairs flips among the pairs
 * @param logEvidence natural logarithm of E
 * @param threshold what E must reach
 */
public record Recurrence(
    Verdict verdict, PairedCounts pairs, double logEvidence, double threshold) {

  private static final double EVEN = 0.5;

  /**
   * Judges exposures in the order in which they occurred. A group with several exposures counts
   * once, where it first occurs, as right if more than half of them are.
   */
  public static Recurrence judge(
      List<JudgedExposure> before, List<JudgedExposure> after, double threshold) {
    List<Boolean> earlier = perGroup(before);
    List<Boolean> later = perGroup(after);
    int n = Math.min(earlier.size(), later.size());
    int fixed = 0;
    int broken = 0;
    for (int i = 0; i < n; i++) {
      fixed += !earlier.get(i) && later.get(i) ? 1 : 0;
      broken += earlier.get(i) && !later.get(i) ? 1 : 0;
    }
    return judge(new PairedCounts(fixed, broken, n), threshold);
  }

  /** Judges pairs that were counted elsewhere. */
  public static Recurrence judge(PairedCounts pairs, double threshold) {
    int changed = pairs.discordant();
    RateTest test = new RateTest(EVEN, threshold, 0);
    Verdict verdict = Verdict.INSUFFICIENT;
    if (test.rejects(pairs.fixed(), changed)) {
      verdict = Verdict.PASS;
    } else if (test.rejects(pairs.broken(), changed)) {
      verdict = Verdict.FAIL;
    }
    return new Recurrence(
        verdict, pairs, EvidenceValue.log(pairs.fixed(), changed, EVEN), threshold);
  }

  /** How many more fixes in a row would be enough: 0 if it passes; for the incident's page. */
  public OptionalInt furtherFixes() {
    return new RateTest(EVEN, threshold, 0).furtherFailures(pairs.fixed(), pairs.discordant());
  }

  private static List<Boolean> perGroup(List<JudgedExposure> exposures) {
    Map<String, List<Boolean>> groups = new LinkedHashMap<>();
    exposures.forEach(
        e -> groups.computeIfAbsent(e.group(), key -> new ArrayList<>()).add(e.right()));
    return groups.values().stream()
        .map(all -> 2 * all.stream().filter(right -> right).count() > all.size())
        .toList();
  }
}
