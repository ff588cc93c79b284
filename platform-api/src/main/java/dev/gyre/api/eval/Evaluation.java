package dev.gyre.api.eval;

import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.Split;
import java.time.Instant;
import java.util.List;

/**
 * One model version scored on one split of a dataset version. Immutable once done. Its identity is
 * prediction set, task contract, version of the evaluator and digest of its settings; an equal one
 * is never made twice.
 *
 * @param contractNumber the task contract that says what is scored
 * @param classes in the order of the confusion's rows and columns
 * @param metrics those of {@link dev.gyre.api.project.Metric} that fit the task; empty until done
 * @param slices those of the task contract, and always one for each class
 * @param confusion counts by true class (row) and predicted class (column): of samples, or of a
 *     segmentation of pixels
 * @param reliability bins of confidence that have predictions; none of a segmentation
 * @param rejected samples of the split without a prediction; they are in no number here
 */
public record Evaluation(
    EvaluationId id,
    ModelRef model,
    DatasetRef dataset,
    Split split,
    PredictionSetId predictionSet,
    int contractNumber,
    EvaluationState state,
    List<String> classes,
    List<MetricValue> metrics,
    List<SliceValue> slices,
    List<List<Long>> confusion,
    List<ReliabilityBin> reliability,
    int rejected,
    Instant created) {

  public Evaluation {
    classes = List.copyOf(classes);
    metrics = List.copyOf(metrics);
    slices = List.copyOf(slices);
    confusion = confusion.stream().map(List::copyOf).toList();
    reliability = List.copyOf(reliability);
  }
}
