package dev.gyre.scoring.discovery;

import dev.gyre.scoring.discovery.DiscoveryOutcome.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds the rules in metadata that best explain where a model fails, as slice finding on tabular
 * data does (Chung et al. 2019, arXiv 1807.06068; Sagadeeva and Boehm 2021), with groups as the
 * unit and every rule confirmed on data that had no part in finding it.
 *
 * <p><b>Candidates.</b> A flag is set or not, a text is one of a field's 20 most frequent, a number
 * lies below or not below one of its cuts (its twentieths) or in a range between two of them; and
 * conjunctions of at most {@code mostConditions} about different fields. Of more than 512 simple
 * conditions the most appealing are combined; pairs are tried exhaustively, a third condition is
 * added to the best 64. That is at most {@code 512² / 2 + 64 × 512} &lt; 164,000 conjunctions for
 * each of at most five rules, each one pass over the samples.
 *
 * <p><b>Score</b> = harm × √size × evidence. Harm is the mean harm of the covered failures, size
 * the share of samples covered, evidence the lower bound L of the failure rate's difference to the
 * rest. The root (Klösgen 1996) lets neither twice as many samples at half the difference nor half
 * of them at the whole difference win. With p the common rate, n covered samples and m others,
 * group g contributes u = Σ covered (y − p) / n − Σ others (y − p) / m; the u sum to the
 * difference, and L = Σu − t √Σu², t the 95 % quantile of Student's distribution with one degree of
 * freedom less than there are groups with covered samples (the variance clustered by group: Liang
 * and Zeger 1986, at the null hypothesis). L is a ranking, not a test.
 *
 * <p><b>Selection.</b> On the first half, split off by group, the rule of highest score is taken;
 * near-duplicates (Jaccard of covered samples ≥ 0.8) are one with it, and the simplest of them
 * stands for all. Its samples are set aside and the next is sought among the others, of which it
 * must cover mostly new ones: so "night" does not follow "night and rain" for the same failures.
 *
 * <p><b>Confirmation.</b> On the held-out half, outside of the rules before it, a rule's difference
 * is tested one-sidedly with 9,999 sign flips of the groups' contributions (a score wild cluster
 * bootstrap: Cameron, Gelbach and Miller 2008; Kline and Santos 2012), and the p-values are
 * corrected by Holm 1979 over all rules tested. A rule that covers more than half must also pass
 * Fisher's exact test on counts divided by the design effect (Rao and Scott 1992): of few others
 * none may have failed by chance. A model whose failures have nothing to do with the facts, though
 * groups may have rates of their own, gets a rule with probability at most {@code alpha}; exactly
 * so where contributions are symmetric, and approximately elsewhere.
 *
 * <p>The answer depends on the samples and the seed alone, not on the samples' order.
 *
 * @param seed of the split and of the sign flips
 * @param alpha probability of any rule on a model that fails at random, in [0.001, 0.5]
 * @param mostConditions of a rule, 1 to 3
 * @param minimumSamples that a rule must cover and must leave on the first half, ≥ 1
 * @param minimumGroups that a rule must cover on each half, ≥ 2
 * @param minimumFailures that a rule must cover on the first half, and that each half must have, ≥
 *     1
 */
public record Discovery(
    long seed,
    double alpha,
    int mostConditions,
    int minimumSamples,
    int minimumGroups,
    int minimumFailures) {

  private static final int MOST_RULES = 5;

  public Discovery {
    if (!(alpha >= 0.001 && alpha <= 0.5)) {
      throw new IllegalArgumentException("alpha must lie in [0.001, 0.5], but is " + alpha);
    }
    if (mostConditions < 1 || mostConditions > 3) {
      throw new IllegalArgumentException(
          "a rule has 1 to 3 conditions, but at most %d are asked for".formatted(mostConditions));
    }
    if (minimumSamples < 1 || minimumGroups < 2 || minimumFailures < 1) {
      throw new IllegalArgumentException(
          "minima must be at least 1 sample, 2 groups and 1 failure, but are %d, %d and %d"
              .formatted(minimumSamples, minimumGroups, minimumFailures));
    }
  }

  /** At most two conditions, alpha 0.05, and at least 20 samples, 5 groups and 5 failures. */
  public static Discovery seeded(long seed) {
    return new Discovery(seed, 0.05, 2, 20, 5, 5);
  }

  /**
   * Looks for rules.
   *
   * @throws IllegalArgumentException if a sample id occurs twice, or a field has values of two
   *     types
   */
  public DiscoveryOutcome find(List<ExposedSample> samples) {
    check(samples);
    HalfSplit halves = HalfSplit.of(samples, seed);
    return tooLittle(samples, halves).orElseGet(() -> search(halves));
  }

  private DiscoveryOutcome search(HalfSplit halves) {
    List<Tested> tested = tested(halves);
    if (tested.isEmpty()) {
      return new DiscoveryOutcome.Nothing(
          Reason.NO_RULE_STOOD_OUT,
          "no rule of at least %d samples and %d groups had evidence among %d samples"
              .formatted(minimumSamples, minimumGroups, halves.first().size()));
    }
    double[] adjusted = Holm.adjust(tested.stream().mapToDouble(Tested::pValue).toArray());
    List<DiscoveredRule> confirmed =
        IntStream.range(0, adjusted.length)
            .filter(i -> adjusted[i] <= alpha)
            .mapToObj(i -> tested.get(i).confirmed(adjusted[i]))
            .sorted(Comparator.comparingDouble(rule -> -rule.confirmed().score()))
            .toList();
    if (confirmed.isEmpty()) {
      return new DiscoveryOutcome.Nothing(
          Reason.NOT_CONFIRMED,
          "%d rules stood out on one half and none was confirmed on the other at %s; the closest was '%s'"
              .formatted(tested.size(), alpha, closest(tested).words()));
    }
    return new DiscoveryOutcome.Found(confirmed, tested.size());
  }

  private List<Tested> tested(HalfSplit halves) {
    Half first = halves.first();
    Half second = halves.second();
    RuleSearch search = new RuleSearch(first, this);
    List<Tested> tested = new ArrayList<>();
    long[] left = Bits.all(first.size());
    long[] heldOut = Bits.all(second.size());
    while (tested.size() < MOST_RULES) {
      Optional<Rule> best = search.best(left);
      if (best.isEmpty()) {
        break;
      }
      long[] here = first.covered(best.get());
      long[] there = second.covered(best.get());
      RuleEvidence evidence = second.evidence(there, heldOut);
      double pValue =
          evidence.coveredGroups() < minimumGroups
              ? 1
              : second.pValue(there, heldOut, seed + tested.size());
      tested.add(new Tested(best.get(), first.evidence(here, left), evidence, pValue));
      left = Bits.without(left, here);
      heldOut = Bits.without(heldOut, there);
    }
    return tested;
  }

  private static Rule closest(List<Tested> tested) {
    return tested.stream()
        .min(Comparator.comparingDouble(Tested::pValue))
        .map(Tested::rule)
        .orElseThrow();
  }

  private Optional<DiscoveryOutcome> tooLittle(List<ExposedSample> samples, HalfSplit halves) {
    long groups = samples.stream().map(ExposedSample::group).distinct().count();
    int needed = 4 * minimumGroups;
    if (groups < needed) {
      return Optional.of(
          new DiscoveryOutcome.Nothing(
              Reason.TOO_FEW_GROUPS,
              "%d independent groups are too few: %d are needed, %d inside and outside of a rule on each half"
                  .formatted(groups, needed, minimumGroups)));
    }
    int fewest = Math.min(Bits.count(halves.first().failed), Bits.count(halves.second().failed));
    if (fewest < minimumFailures) {
      return Optional.of(
          new DiscoveryOutcome.Nothing(
              Reason.TOO_FEW_FAILURES,
              "one half has %d failures, and nothing can be said with fewer than %d"
                  .formatted(fewest, minimumFailures)));
    }
    return Optional.empty();
  }

  private static void check(List<ExposedSample> samples) {
    Map<String, Class<? extends Fact>> types = new HashMap<>();
    long distinct = samples.stream().map(ExposedSample::sampleId).distinct().count();
    if (distinct < samples.size()) {
      throw new IllegalArgumentException(
          "a sample counts once, but %d of %d samples repeat an id"
              .formatted(samples.size() - distinct, samples.size()));
    }
    for (ExposedSample sample : samples) {
      sample
          .facts()
          .forEach((field, fact) -> {
            Class<? extends Fact> known = types.putIfAbsent(field, fact.getClass());
            if (known != null && known != fact.getClass()) {
              throw new IllegalArgumentException(
                  "field '%s' is a %s in one sample and a %s in sample %s; a field has one type"
                      .formatted(
                          field,
                          known.getSimpleName(),
                          fact.getClass().getSimpleName(),
                          sample.sampleId()));
            }
          });
    }
  }

  private record Tested(Rule rule, RuleEvidence found, RuleEvidence heldOut, double pValue) {

    DiscoveredRule confirmed(double adjusted) {
      return new DiscoveredRule(rule, found, heldOut, pValue, adjusted);
    }
  }
}
