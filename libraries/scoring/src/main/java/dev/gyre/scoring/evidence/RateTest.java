package dev.gyre.scoring.evidence;

import java.util.OptionalInt;

/**
 * An always-valid test of "the failure rate is at most {@code nullRate}": opening, recurrence and
 * reopening are this test with different numbers. It may be asked after every case; the chance that
 * it ever rejects a true null is at most 1 / threshold.
 *
 * @param nullRate p0, in (0, 1)
 * @param threshold 1/α that {@link EvidenceValue} must reach, ≥ 1
 * @param minimumFailures failures below which nothing is concluded, ≥ 0
 */
public record RateTest(double nullRate, double threshold, int minimumFailures) {

  private static final int LARGEST_N = 1_000_000;

  public RateTest {
    EvidenceValue.checkRate(nullRate);
    EvidenceValue.checkThreshold(threshold);
    if (minimumFailures < 0) {
      throw new IllegalArgumentException(
          "the minimum of failures must be ≥ 0, but is " + minimumFailures);
    }
  }

  /**
   * Whether the evidence is enough.
   *
   * @param failures s, in [0, exposures]
   * @param exposures n ≥ 0, labelled and independent: count a group once
   */
  public boolean rejects(int failures, int exposures) {
    return EvidenceValue.log(failures, exposures, nullRate) >= Math.log(threshold)
        && failures >= minimumFailures;
  }

  /**
   * Looks after every case and tells when it first rejects.
   *
   * @param failed outcomes in the order in which they became known; true = failure
   * @return number of cases seen by then, in [1, length]; empty if never
   */
  public OptionalInt firstRejection(boolean[] failed) {
    int failures = 0;
    for (int i = 0; i < failed.length; i++) {
      if (!failed[i]) {
        continue; // the value rises only at a failure
      }
      failures++;
      if (rejects(failures, i + 1)) {
        return OptionalInt.of(i + 1);
      }
    }
    return OptionalInt.empty();
  }

  /** For a plan: the fewest failures among so many exposures that reject; empty if none do. */
  public OptionalInt fewestFailures(int exposures) {
    return EvidencePlan.smallest(exposures, failures -> rejects(failures, exposures));
  }

  /**
   * How many further exposures, all failures, would reject: 0 if it does already; empty above a
   * million.
   */
  public OptionalInt furtherFailures(int failures, int exposures) {
    return EvidencePlan.smallest(LARGEST_N, k -> rejects(failures + k, exposures + k));
  }
}
