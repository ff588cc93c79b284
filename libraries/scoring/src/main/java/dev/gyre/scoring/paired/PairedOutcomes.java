package dev.gyre.scoring.paired;

import dev.gyre.scoring.interval.SampleGroups;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Champion and candidate on one set of samples.
 *
 * @param outcomes one per sample, in a stable order
 */
public record PairedOutcomes(List<PairedOutcome> outcomes) {

  public PairedOutcomes {
    outcomes = List.copyOf(outcomes);
    long distinct = outcomes.stream().map(PairedOutcome::sampleId).distinct().count();
    if (distinct < outcomes.size()) {
      throw new IllegalArgumentException(
          "a sample may be paired once, but %d of %d outcomes repeat a sample id"
              .formatted(outcomes.size() - distinct, outcomes.size()));
    }
  }

  /** No pairs at all. */
  public static PairedOutcomes none() {
    return new PairedOutcomes(List.of());
  }

  /** Flips counted per sample: what a person reads. */
  public PairedCounts counts() {
    return count(outcomes.stream().mapToInt(PairedOutcome::change).toArray());
  }

  /**
   * Flips counted per group, which is what the exact tests may use: a group counts once, as fixed
   * if more of its samples were fixed than broken, as broken if fewer. Equals {@link #counts} where
   * each sample is its own group; a sample copied ten times counts once.
   */
  public PairedCounts groupCounts() {
    Map<String, Integer> net = new LinkedHashMap<>();
    outcomes.forEach(o -> net.merge(o.group(), o.change(), Integer::sum));
    return count(net.values().stream().mapToInt(Integer::intValue).toArray());
  }

  /** Groups whose samples were not all right under the champion: the most that can be fixed. */
  public int fixableGroups() {
    return (int)
        outcomes.stream()
            .filter(o -> !o.championRight())
            .map(PairedOutcome::group)
            .distinct()
            .count();
  }

  SampleGroups groups() {
    return SampleGroups.of(outcomes.stream().map(PairedOutcome::group).toList());
  }

  private static PairedCounts count(int[] changes) {
    int fixed = 0;
    int broken = 0;
    for (int change : changes) {
      fixed += change > 0 ? 1 : 0;
      broken += change < 0 ? 1 : 0;
    }
    return new PairedCounts(fixed, broken, changes.length);
  }
}
