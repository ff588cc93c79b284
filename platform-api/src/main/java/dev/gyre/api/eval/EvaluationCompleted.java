package dev.gyre.api.eval;

import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.Split;
import java.util.List;

/** Payload of {@code dev.gyre.evaluation.completed.v1}. */
public record EvaluationCompleted(
    EvaluationId id,
    ModelRef model,
    DatasetRef dataset,
    Split split,
    PredictionSetId predictionSet,
    int contractNumber,
    List<MetricValue> metrics) {

  /** Type of the event. */
  public static final String TYPE = "dev.gyre.evaluation.completed.v1";

  public EvaluationCompleted {
    metrics = List.copyOf(metrics);
  }
}
