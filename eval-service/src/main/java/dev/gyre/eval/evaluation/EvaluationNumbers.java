package dev.gyre.eval.evaluation;

import dev.gyre.api.eval.MetricValue;
import dev.gyre.api.eval.ReliabilityBin;
import dev.gyre.api.eval.SliceValue;
import dev.gyre.api.eval.WorstSample;
import java.util.List;

/** What an evaluation has found; the parts are told at {@link dev.gyre.api.eval.Evaluation}. */
record EvaluationNumbers(
    List<MetricValue> metrics,
    List<SliceValue> slices,
    List<List<Long>> confusion,
    List<ReliabilityBin> reliability,
    List<WorstSample> worst) {

  EvaluationNumbers {
    metrics = List.copyOf(metrics);
    slices = List.copyOf(slices);
    confusion = List.copyOf(confusion);
    reliability = List.copyOf(reliability);
    worst = List.copyOf(worst);
  }
}
