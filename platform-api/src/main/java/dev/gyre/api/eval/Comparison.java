package dev.gyre.api.eval;

import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.Split;
import java.time.Instant;
import java.util.List;

/**
 * Two evaluations on the same samples; immutable.
 *
 * @param lowerBound of the difference of accuracies, candidate − champion, one-sided at 95 %
 * @param upperBound likewise
 * @param slices those of the task contract, one for each class, and those of the request
 */
public record Comparison(
    ComparisonId id,
    EvaluationId champion,
    EvaluationId candidate,
    DatasetRef dataset,
    Split split,
    Flips overall,
    double lowerBound,
    double upperBound,
    List<SliceFlips> slices,
    Instant created) {

  public Comparison {
    slices = List.copyOf(slices);
  }
}
