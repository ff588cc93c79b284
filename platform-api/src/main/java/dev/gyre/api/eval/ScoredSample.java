package dev.gyre.api.eval;

import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.Split;
import java.util.List;

/**
 * A prediction set that holds a prediction of a sample.
 *
 * @param evaluations that were made of it
 */
public record ScoredSample(
    PredictionSetId predictionSet,
    ModelRef model,
    DatasetRef dataset,
    Split split,
    List<EvaluationId> evaluations) {

  public ScoredSample {
    evaluations = List.copyOf(evaluations);
  }
}
