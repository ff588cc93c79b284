package dev.gyre.api.eval;

import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.Split;
import java.time.Instant;
import java.util.List;

/**
 * Two evaluations on the same samples; immutable.
 *
 * @param metrics those of {@link dev.gyre.api.project.Metric} that fit the task
 * @param slices those of the task contract, one for each class, and those of the request
 */
public record Comparison(
    ComparisonId id,
    EvaluationId champion,
    EvaluationId candidate,
    DatasetRef dataset,
    Split split,
    Flips overall,
    List<MetricDifference> metrics,
    List<SliceFlips> slices,
    Instant created) {

  public Comparison {
    metrics = List.copyOf(metrics);
    slices = List.copyOf(slices);
  }
}
