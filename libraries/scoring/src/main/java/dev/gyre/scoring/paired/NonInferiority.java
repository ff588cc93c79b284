package dev.gyre.scoring.paired;

import dev.gyre.scoring.Verdict;
import dev.gyre.scoring.interval.Bootstrap;
import dev.gyre.scoring.interval.SampleGroups;

/**
 * Whether a candidate is no worse than the champion beyond a margin.
 *
 * <p>Passes if the one-sided lower bound of (fixed − broken) / n lies above −margin; fails if it
 * does not and the upper bound lies below 0, so that a loss is shown; is insufficient otherwise.
 * "Not significantly worse" passes nothing. Where groups have several samples the bound is the
 * lower of Tango's over groups (each counted once) and the group bootstrap's over samples.
 *
 * @param verdict pass, fail or insufficient
 * @param samples flips per sample
 * @param groups flips per group; equals {@code samples} if each sample is its own group
 * @param margin in (0, 1): the loss in the share of right samples that is accepted
 * @param lower one-sided lower bound of the difference, in [−1, 1]; −1 without pairs
 * @param upper one-sided upper bound; 1 without pairs
 * @param confidence one-sided, in (0.5, 1)
 */
public record NonInferiority(
    Verdict verdict,
    PairedCounts samples,
    PairedCounts groups,
    double margin,
    double lower,
    double upper,
    double confidence) {

  private static final int LARGEST_N = 1_000_000;
  private static final Bootstrap RESAMPLING = Bootstrap.seeded(20_110_916);

  /**
   * Judges one slice, uncorrected for how many slices there are.
   *
   * @throws IllegalArgumentException if the margin is not in (0, 1)
   */
  public static NonInferiority judge(PairedOutcomes pairs, double margin, double confidence) {
    checkMargin(margin);
    PairedCounts samples = pairs.counts();
    PairedCounts groups = pairs.groupCounts();
    if (groups.n() == 0) {
      return new NonInferiority(Verdict.INSUFFICIENT, samples, groups, margin, -1, 1, confidence);
    }
    double lower = TangoBound.lower(groups, confidence);
    double upper = TangoBound.upper(groups, confidence);
    if (pairs.groups().grouped()) {
      lower = Math.min(lower, resampledLower(pairs, 1, confidence));
      upper = Math.max(upper, -resampledLower(pairs, -1, confidence));
    }
    Verdict verdict =
        lower > -margin ? Verdict.PASS : upper < 0 ? Verdict.FAIL : Verdict.INSUFFICIENT;
    return new NonInferiority(verdict, samples, groups, margin, lower, upper, confidence);
  }

  /** For a plan: the margins above this one are provable with n pairs and so many net broken. */
  public static double smallestMargin(int n, int netBroken, double confidence) {
    return -TangoBound.lower(new PairedCounts(0, netBroken, n), confidence);
  }

  /** For a plan: the fewest pairs that can pass this margin with so many net broken. */
  public static int fewestPairs(double margin, int netBroken, double confidence) {
    checkMargin(margin);
    int low = Math.max(1, netBroken);
    int high = LARGEST_N;
    if (smallestMargin(high, netBroken, confidence) >= margin) {
      throw new IllegalArgumentException(
          "a margin of %s cannot be proven with %d pairs; raise the margin"
              .formatted(margin, LARGEST_N));
    }
    while (low < high) {
      int middle = (low + high) / 2;
      if (smallestMargin(middle, netBroken, confidence) < margin) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** For a plan: whether n pairs could pass this margin if nothing at all were broken. */
  public static boolean provable(int n, double margin, double confidence) {
    return n > 0 && smallestMargin(n, 0, confidence) < margin;
  }

  private static double resampledLower(PairedOutcomes pairs, int sign, double confidence) {
    int[] changes = pairs.outcomes().stream().mapToInt(PairedOutcome::change).toArray();
    SampleGroups groups = pairs.groups();
    return RESAMPLING.lowerBound(
        groups,
        indices -> {
          double sum = 0;
          for (int index : indices) {
            sum += sign * changes[index];
          }
          return sum / indices.length;
        },
        confidence);
  }

  private static void checkMargin(double margin) {
    if (!(margin > 0 && margin < 1)) {
      throw new IllegalArgumentException(
          "a margin is a share in (0, 1), but is %s; set it in the task contract"
              .formatted(margin));
    }
  }
}
