package dev.gyre.scoring.evidence;

import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** How many cases without a failure show that a rate is low: for plans and for an open incident. */
public final class EvidencePlan {

  private static final int LARGEST_N = 1_000_000;

  private EvidencePlan() {}

  /**
   * How many further labelled exposures without a failure would show that the rate is below {@code
   * nullRate}, looked at any number of times: 0 if it is shown; empty above a million.
   *
   * @param threshold 1/α, for example 20 for a level of 0.05
   */
  public static OptionalInt furtherCleanExposures(
      int failures, int exposures, double nullRate, double threshold) {
    EvidenceValue.checkThreshold(threshold);
    double enough = Math.log(threshold);
    return smallest(
        LARGEST_N, k -> EvidenceValue.logBelow(failures, exposures + k, nullRate) >= enough);
  }

  /**
   * The same for one look at a size that was fixed beforehand, with no failure in it: 59 for a rate
   * of 0.05 at level 0.05, 299 for 0.01.
   *
   * @param rate the rate to exclude, in (0, 1)
   * @param level α, in (0, 1)
   */
  public static int fixedCleanExposures(double rate, double level) {
    if (!(rate > 0 && rate < 1 && level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "rate and level must lie in (0, 1), but are %s and %s".formatted(rate, level));
    }
    return (int) Math.ceil(Math.log(level) / Math.log1p(-rate));
  }

  /** The smallest value in [0, high] that holds, for a condition that stays true once true. */
  static OptionalInt smallest(int high, IntPredicate holds) {
    if (!holds.test(high)) {
      return OptionalInt.empty();
    }
    int from = 0;
    int to = high;
    while (from < to) {
      int middle = from + (to - from) / 2;
      if (holds.test(middle)) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    return OptionalInt.of(from);
  }
}
