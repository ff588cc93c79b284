package dev.gyre.scoring.discovery;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** The samples of one half, and what a rule is worth on them. */
final class Half {

  private static final double CONFIDENCE = 0.95;
  private static final int FLIPS = 9_999;

  final List<ExposedSample> samples;
  final long[] failed;
  private final int[] group;
  private final int groups;

  Half(List<ExposedSample> samples) {
    this.samples = List.copyOf(samples);
    this.failed = Bits.none(samples.size());
    this.group = new int[samples.size()];
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < samples.size(); i++) {
      ExposedSample sample = samples.get(i);
      Integer known = numbers.putIfAbsent(sample.group(), numbers.size());
      group[i] = known == null ? numbers.size() - 1 : known;
      if (sample.failed()) {
        Bits.set(failed, i);
      }
    }
    this.groups = numbers.size();
  }

  int size() {
    return samples.size();
  }

  long[] covered(Condition condition) {
    long[] covered = Bits.none(size());
    for (int i = 0; i < size(); i++) {
      if (condition.holds(samples.get(i).facts().get(condition.field()))) {
        Bits.set(covered, i);
      }
    }
    return covered;
  }

  long[] covered(Rule rule) {
    long[] covered = Bits.all(size());
    for (Condition condition : rule.conditions()) {
      covered = Bits.and(covered, covered(condition));
    }
    return covered;
  }

  /** Sum of the harm of the failures among {@code a ∩ b ∩ c}. */
  double harm(long[] a, long[] b, long[] c) {
    double harm = 0;
    for (int w = 0; w < a.length; w++) {
      for (long left = a[w] & b[w] & c[w] & failed[w]; left != 0; left &= left - 1) {
        harm += samples.get((w << 6) + Long.numberOfTrailingZeros(left)).harm();
      }
    }
    return harm;
  }

  /** Independent groups with one of these samples. */
  int groupsOf(long[] chosen) {
    boolean[] seen = new boolean[groups];
    int count = 0;
    for (int i = 0; i < size(); i++) {
      if (Bits.has(chosen, i) && !seen[group[i]]) {
        seen[group[i]] = true;
        count++;
      }
    }
    return count;
  }

  /** Evidence for {@code covered} against the rest of {@code within}. */
  RuleEvidence evidence(long[] covered, long[] within) {
    long[] inside = Bits.and(covered, within);
    int n = Bits.count(inside);
    int failures = Bits.count(Bits.and(inside, failed));
    int restFailures = Bits.count(Bits.and(within, failed)) - failures;
    int coveredGroups = groupsOf(inside);
    double sum = 0;
    double squares = 0;
    for (double contribution : contributions(inside, within)) {
      sum += contribution;
      squares += contribution * contribution;
    }
    double lower =
        coveredGroups < 2
            ? Double.NEGATIVE_INFINITY
            : sum - quantile(coveredGroups) * Math.sqrt(squares);
    return new RuleEvidence(
        Bits.count(within),
        n,
        coveredGroups,
        failures,
        restFailures,
        lower,
        failures == 0 ? 0 : harm(inside, inside, inside) / failures);
  }

  /**
   * P-value of "the rate is no higher where the rule holds", by flipping the signs of whole groups'
   * contributions; 1 if the rule covers none or all. Where it covers more than half, too few of the
   * others may have failed by chance alone, which flips cannot see: then the exact test on deflated
   * counts must agree.
   */
  double pValue(long[] covered, long[] within, long seed) {
    long[] inside = Bits.and(covered, within);
    double flips = byFlips(contributions(inside, within), seed);
    return 2 * Bits.count(inside) > Bits.count(within)
        ? Math.max(flips, byDeflatedCounts(inside, within))
        : flips;
  }

  private static double byFlips(double[] contributions, long seed) {
    double sum = Arrays.stream(contributions).sum();
    if (!(sum > 0)) {
      return 1;
    }
    SplittableRandom random = new SplittableRandom(seed);
    int asLarge = 1;
    for (int flip = 0; flip < FLIPS; flip++) {
      asLarge += flipped(contributions, random) >= sum * (1 - 1e-12) ? 1 : 0;
    }
    return asLarge / (FLIPS + 1.0);
  }

  /**
   * Fisher's exact test after the counts are divided by the design effect Σ e² / (N p (1 − p)), e
   * the excess of failures of a group (Rao and Scott 1992).
   */
  private double byDeflatedCounts(long[] inside, long[] within) {
    double all = Bits.count(within);
    double failures = Bits.count(Bits.and(within, failed));
    double common = failures / all;
    double[] excess = new double[groups];
    for (int i = 0; i < size(); i++) {
      if (Bits.has(within, i)) {
        excess[group[i]] += (Bits.has(failed, i) ? 1 : 0) - common;
      }
    }
    double squares = Arrays.stream(excess).map(e -> e * e).sum();
    double effect = Math.max(1, squares / (all * common * (1 - common)));
    int total = (int) Math.round(all / effect);
    int covered = (int) Math.round(Bits.count(inside) / effect);
    int failing = (int) Math.round(failures / effect);
    int both = (int) Math.floor(Bits.count(Bits.and(inside, failed)) / effect);
    if (covered >= total) {
      return 1;
    }
    return HypergeometricDistribution.of(total, failing, covered).survivalProbability(both - 1);
  }

  private static double flipped(double[] contributions, SplittableRandom random) {
    double sum = 0;
    long signs = 0;
    for (int g = 0; g < contributions.length; g++) {
      signs = (g & 63) == 0 ? random.nextLong() : signs >>> 1;
      sum += (signs & 1) == 0 ? contributions[g] : -contributions[g];
    }
    return sum;
  }

  /** Per group, its part of the rate difference, centred on the common rate; they sum to it. */
  private double[] contributions(long[] inside, long[] within) {
    double n = Bits.count(inside);
    double all = Bits.count(within);
    double common = Bits.count(Bits.and(within, failed)) / all;
    double[] contributions = new double[groups];
    if (n == 0 || n == all) {
      return contributions;
    }
    for (int i = 0; i < size(); i++) {
      if (Bits.has(within, i)) {
        double excess = (Bits.has(failed, i) ? 1 : 0) - common;
        contributions[group[i]] += Bits.has(inside, i) ? excess / n : -excess / (all - n);
      }
    }
    return contributions;
  }

  private static double quantile(int coveredGroups) {
    return TDistribution.of(coveredGroups - 1.0).inverseCumulativeProbability(CONFIDENCE);
  }
}
