package dev.gyre.scoring.interval;

import dev.gyre.scoring.Verdict;

/**
 * A number with what it is worth.
 *
 * @param estimate the value on the data at hand
 * @param low lower limit, ≤ high
 * @param high upper limit
 * @param level confidence, in (0, 1), two-sided
 * @param method how the limits were made
 * @param samples n, the samples behind the estimate
 * @param groups independent groups among them; equals {@code samples} if each is its own group
 */
public record Interval(
    double estimate,
    double low,
    double high,
    double level,
    IntervalMethod method,
    int samples,
    int groups) {

  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "an interval's low must not exceed its high: [%s, %s]".formatted(low, high));
    }
    if (groups > samples) {
      throw new IllegalArgumentException(
          "there cannot be more groups (%d) than samples (%d)".formatted(groups, samples));
    }
  }

  /**
   * Whether the true value is at least {@code floor}: pass if the whole interval is, fail if none
   * of it is, else insufficient.
   */
  public Verdict reaches(double floor) {
    return low >= floor ? Verdict.PASS : high < floor ? Verdict.FAIL : Verdict.INSUFFICIENT;
  }

  /** Whether the true value is at most {@code ceiling}, for metrics where less is better. */
  public Verdict staysWithin(double ceiling) {
    return high <= ceiling ? Verdict.PASS : low > ceiling ? Verdict.FAIL : Verdict.INSUFFICIENT;
  }
}
