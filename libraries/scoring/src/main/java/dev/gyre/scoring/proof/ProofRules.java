package dev.gyre.scoring.proof;

import dev.gyre.scoring.paired.Superiority;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What closing an incident demands. The margins are the task contract's.
 *
 * @param superiorityLevel one-sided level of the exact test on the proof part, in (0, 1)
 * @param confidence one-sided confidence of the non-inferiority bounds, in (0.5, 1)
 * @param overallMargin loss of accuracy that is accepted on the whole test, in (0, 1)
 * @param sliceMargin the same for a slice without a margin of its own
 * @param sliceMargins margins of single slices
 * @param recurrenceThreshold E that the live pairs must reach
 */
public record ProofRules(
    double superiorityLevel,
    double confidence,
    double overallMargin,
    double sliceMargin,
    SortedMap<String, Double> sliceMargins,
    double recurrenceThreshold) {

  public ProofRules {
    sliceMargins = Collections.unmodifiableSortedMap(new TreeMap<>(sliceMargins));
  }

  /** Superiority at 0.01, bounds at 95 %, recurrence at E ≥ 20. */
  public static ProofRules of(double overallMargin, double sliceMargin) {
    return new ProofRules(Superiority.LEVEL, 0.95, overallMargin, sliceMargin, new TreeMap<>(), 20);
  }

  /** The margin of a slice. */
  public double marginOf(String slice) {
    Double own = sliceMargins.get(slice);
    return own == null ? sliceMargin : own;
  }
}
