package dev.gyre.scoring.discovery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Looks through rules on one half: all conditions, all pairs of them about two fields, and the best
 * pairs with one more. Each candidate takes one pass over the samples' bits; the most appealing are
 * then judged by group.
 */
final class RuleSearch {

  /** The most appealing conditions that are paired. */
  static final int MOST_CONDITIONS = 512;

  /** Pairs that are tried with a third condition. */
  static final int BEAM = 64;

  /** Candidates that are judged by group. */
  private static final int JUDGED = 512;

  /** From this Jaccard on two rules are about the same samples. */
  private static final double NEAR_DUPLICATE = 0.8;

  private static final Comparator<Candidate> BY_APPEAL =
      Comparator.comparingDouble(Candidate::appeal)
          .thenComparing(c -> c.conditions().length, Comparator.reverseOrder())
          .thenComparing(Candidate::conditions, (a, b) -> Arrays.compare(b, a));

  private final Half half;
  private final Discovery rules;
  private final List<Condition> conditions;
  private final long[][] covers;

  RuleSearch(Half half, Discovery rules) {
    this.half = half;
    this.rules = rules;
    this.conditions = ConditionSpace.of(half.samples);
    this.covers = conditions.stream().map(half::covered).toArray(long[][]::new);
  }

  /**
   * The rule with the highest score among the samples of {@code within} and, of its
   * near-duplicates, the simplest; empty if none has evidence.
   */
  Optional<Rule> best(long[] within) {
    List<Judged> judged = new ArrayList<>();
    for (Candidate candidate : candidates(within)) {
      RuleEvidence evidence = half.evidence(candidate.covered(), within);
      boolean mostlyNew = 2 * evidence.covered() >= Bits.count(candidate.covered());
      if (mostlyNew && evidence.coveredGroups() >= rules.minimumGroups() && evidence.score() > 0) {
        judged.add(new Judged(rule(candidate), candidate, evidence.score()));
      }
    }
    return judged.stream()
        .max(Judged.BY_SCORE)
        .flatMap(best ->
            judged.stream()
                .filter(j ->
                    Bits.jaccard(j.candidate().covered(), best.candidate().covered())
                        >= NEAR_DUPLICATE)
                .min(
                    Comparator.comparingInt((Judged j) -> j.rule().parts())
                        .thenComparing(Judged.BY_SCORE.reversed()))
                .map(Judged::rule));
  }

  private List<Candidate> candidates(long[] within) {
    Kept kept = new Kept(JUDGED);
    Totals totals = new Totals(within);
    List<Candidate> singles = new ArrayList<>();
    for (int i = 0; i < covers.length; i++) {
      double appeal = totals.appeal(covers[i], covers[i]);
      Candidate single = new Candidate(new int[] {i}, covers[i], appeal);
      singles.add(single);
      kept.offer(single);
    }
    if (rules.mostConditions() > 1) {
      Kept pairs = pairs(singles, totals, kept);
      if (rules.mostConditions() > 2) {
        extend(pairs, singles, totals, kept);
      }
    }
    return kept.best();
  }

  private Kept pairs(List<Candidate> singles, Totals totals, Kept kept) {
    Kept beam = new Kept(BEAM);
    int[] paired = paired(singles);
    for (int a = 0; a < paired.length; a++) {
      for (int b = a + 1; b < paired.length; b++) {
        if (!sameField(paired[a], paired[b])) {
          double appeal = totals.appeal(covers[paired[a]], covers[paired[b]]);
          if (kept.takes(appeal) || beam.takes(appeal)) {
            Candidate pair = both(new int[] {paired[a], paired[b]}, appeal);
            kept.offer(pair);
            beam.offer(pair);
          }
        }
      }
    }
    return beam;
  }

  private void extend(Kept pairs, List<Candidate> singles, Totals totals, Kept kept) {
    Set<List<Integer>> seen = new HashSet<>();
    for (Candidate pair : pairs.best()) {
      for (int third : paired(singles)) {
        int[] indices =
            IntStream.concat(Arrays.stream(pair.conditions()), IntStream.of(third))
                .sorted()
                .toArray();
        boolean apart =
            Arrays.stream(pair.conditions()).noneMatch(other -> sameField(third, other));
        double appeal = apart ? totals.appeal(pair.covered(), covers[third]) : 0;
        if (kept.takes(appeal) && seen.add(Arrays.stream(indices).boxed().toList())) {
          kept.offer(both(indices, appeal));
        }
      }
    }
  }

  /** The most appealing conditions, in the order of conditions. */
  private static int[] paired(List<Candidate> singles) {
    return IntStream.range(0, singles.size())
        .boxed()
        .sorted(Comparator.comparing(singles::get, BY_APPEAL.reversed()))
        .limit(MOST_CONDITIONS)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  private boolean sameField(int a, int b) {
    return conditions.get(a).field().equals(conditions.get(b).field());
  }

  private Rule rule(Candidate candidate) {
    return new Rule(Arrays.stream(candidate.conditions()).mapToObj(conditions::get).toList());
  }

  private Candidate both(int[] indices, double appeal) {
    long[] covered = covers[indices[0]];
    for (int i = 1; i < indices.length; i++) {
      covered = Bits.and(covered, covers[indices[i]]);
    }
    return new Candidate(indices, covered, appeal);
  }

  private record Judged(Rule rule, Candidate candidate, double score) {

    static final Comparator<Judged> BY_SCORE =
        Comparator.comparingDouble(Judged::score)
            .thenComparing(j -> j.rule().parts(), Comparator.reverseOrder())
            .thenComparing(j -> j.rule().cel(), Comparator.reverseOrder());
  }

  /** Sums over the samples that are not yet explained. */
  private final class Totals {

    private final long[] within;
    private final int samples;
    private final int failures;

    Totals(long[] within) {
      this.within = within;
      this.samples = Bits.count(within);
      this.failures = Bits.count(Bits.and(within, half.failed));
    }

    /** Of {@code a ∩ b}; −∞ for too few covered, uncovered or failed samples. */
    double appeal(long[] a, long[] b) {
      int n = 0;
      int failed = 0;
      for (int w = 0; w < a.length; w++) {
        long inside = a[w] & b[w] & within[w];
        n += Long.bitCount(inside);
        failed += Long.bitCount(inside & half.failed[w]);
      }
      if (n < rules.minimumSamples()
          || samples - n < rules.minimumSamples()
          || failed < rules.minimumFailures()) {
        return Double.NEGATIVE_INFINITY;
      }
      double difference = (double) failed / n - (double) (failures - failed) / (samples - n);
      double harm = half.harm(a, b, within) / failed;
      return harm * Math.sqrt((double) n / samples) * difference;
    }
  }

  /** The most appealing candidates so far, whatever the order in which they come. */
  private static final class Kept {

    private final int most;
    private final PriorityQueue<Candidate> queue = new PriorityQueue<>(BY_APPEAL);

    Kept(int most) {
      this.most = most;
    }

    /** Whether a candidate of this appeal could still be kept. */
    boolean takes(double appeal) {
      return appeal > 0 && (queue.size() < most || appeal >= queue.element().appeal());
    }

    void offer(Candidate candidate) {
      if (!takes(candidate.appeal())) {
        return;
      }
      if (queue.size() < most) {
        queue.add(candidate);
      } else if (BY_APPEAL.compare(candidate, queue.element()) > 0) {
        queue.remove();
        queue.add(candidate);
      }
    }

    List<Candidate> best() {
      return queue.stream().sorted(BY_APPEAL.reversed()).toList();
    }
  }
}
