package dev.gyre.scoring.classification;

import dev.gyre.scoring.interval.Interval;
import dev.gyre.scoring.interval.Proportions;
import dev.gyre.scoring.paired.PairedOutcome;
import dev.gyre.scoring.paired.PairedOutcomes;
import java.util.ArrayList;
import java.util.List;

/**
 * Two models on the same samples, divided into four disjoint sets of sample ids that add up to all.
 *
 * @param bothRight right under champion and candidate
 * @param fixed wrong, then right
 * @param broken right, then wrong
 * @param bothWrong wrong under both
 * @param pairs the same facts for the paired tests
 */
public record Flips(
    List<String> bothRight,
    List<String> fixed,
    List<String> broken,
    List<String> bothWrong,
    PairedOutcomes pairs) {

  public Flips {
    bothRight = List.copyOf(bothRight);
    fixed = List.copyOf(fixed);
    broken = List.copyOf(broken);
    bothWrong = List.copyOf(bothWrong);
  }

  /**
   * Compares two aligned lists.
   *
   * @throws IllegalArgumentException if the lists differ in length or, at some position, in sample,
   *     group or truth: the message names the first
   */
  public static Flips between(List<ClassifiedSample> champion, List<ClassifiedSample> candidate) {
    if (champion.size() != candidate.size()) {
      throw new IllegalArgumentException(
          "both models must be scored on the same samples, but have %d and %d"
              .formatted(champion.size(), candidate.size()));
    }
    List<PairedOutcome> pairs = new ArrayList<>();
    for (int i = 0; i < champion.size(); i++) {
      ClassifiedSample before = champion.get(i);
      ClassifiedSample after = candidate.get(i);
      checkAligned(i, before, after);
      pairs.add(
          new PairedOutcome(before.sampleId(), before.group(), before.right(), after.right()));
    }
    return new Flips(
        ids(pairs, true, true),
        ids(pairs, false, true),
        ids(pairs, true, false),
        ids(pairs, false, false),
        new PairedOutcomes(pairs));
  }

  /**
   * Share of all samples that were right and are wrong now (negative flip rate, Yan et al., arXiv
   * 2011.09161), with a Wilson interval over samples.
   *
   * @throws IllegalArgumentException without samples
   */
  public Interval negativeFlipRate(double level) {
    return Proportions.wilson(broken.size(), pairs.outcomes().size(), level);
  }

  private static List<String> ids(
      List<PairedOutcome> pairs, boolean championRight, boolean candidateRight) {
    return pairs.stream()
        .filter(p -> p.championRight() == championRight && p.candidateRight() == candidateRight)
        .map(PairedOutcome::sampleId)
        .toList();
  }

  private static void checkAligned(int at, ClassifiedSample before, ClassifiedSample after) {
    if (!before.sampleId().equals(after.sampleId())
        || !before.group().equals(after.group())
        || before.truth() != after.truth()) {
      throw new IllegalArgumentException(
          ("the lists must hold the same samples with the same truth, but differ at position %d:"
                  + " %s (class %d) and %s (class %d)")
              .formatted(at, before.sampleId(), before.truth(), after.sampleId(), after.truth()));
    }
  }
}
