package dev.gyre.scoring.paired;

/**
 * Flips between champion and candidate on the same cases.
 *
 * @param fixed wrong under the champion, right under the candidate
 * @param broken right under the champion, wrong under the candidate
 * @param n all pairs, agreeing ones included
 */
public record PairedCounts(int fixed, int broken, int n) {

  public PairedCounts {
    if (fixed < 0 || broken < 0 || (long) fixed + broken > n) {
      throw new IllegalArgumentException(
          "fixed and broken must be ≥ 0 and add up to at most n, but are %d and %d of %d"
              .formatted(fixed, broken, n));
    }
  }

  /** Pairs that changed. */
  public int discordant() {
    return fixed + broken;
  }

  /** The same pairs with the models exchanged. */
  PairedCounts mirrored() {
    return new PairedCounts(/* fixed= */ broken, /* broken= */ fixed, n);
  }

  /** (fixed − broken) / n, in [−1, 1]; NaN without pairs. */
  public double difference() {
    return (double) (fixed - broken) / n;
  }
}
