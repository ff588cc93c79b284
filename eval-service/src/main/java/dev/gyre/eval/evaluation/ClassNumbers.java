package dev.gyre.eval.evaluation;

import dev.gyre.api.eval.ReliabilityBin;
import dev.gyre.api.eval.SliceValue;
import dev.gyre.api.eval.WorstSample;
import dev.gyre.api.project.Metric;
import dev.gyre.eval.predictionset.PredictedClass;
import dev.gyre.eval.slice.ResolvedSlice;
import dev.gyre.scoring.classification.Classification;
import dev.gyre.scoring.classification.ClassificationReport;
import dev.gyre.scoring.classification.ClassifiedSample;
import dev.gyre.scoring.classification.ConfusionMatrix;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The numbers of a classification. */
record ClassNumbers(Evaluator evaluator, List<String> classes, List<PredictedClass> predictions) {

  EvaluationNumbers with(List<ResolvedSlice> slices) {
    List<ClassifiedSample> samples = predictions.stream().map(ClassNumbers::classified).toList();
    ClassificationReport report =
        new Classification(classes, evaluator.bins(), evaluator.bootstrap()).evaluate(samples);
    return new EvaluationNumbers(
        List.of(
            Evaluator.value(Metric.ACCURACY, report.accuracy()),
            Evaluator.value(Metric.MACRO_F1, report.macroF1()),
            Evaluator.value(Metric.CALIBRATION_ERROR, report.calibration().expected())),
        slices.stream().map(this::value).toList(),
        confusion(report.confusion()),
        report.calibration().bins().stream()
            .map(b ->
                new ReliabilityBin(b.low(), b.high(), b.samples(), b.confidence(), b.accuracy()))
            .toList(),
        worst());
  }

  private static ClassifiedSample classified(PredictedClass p) {
    return new ClassifiedSample(
        p.sample().toString(),
        p.independent(),
        p.truth(),
        p.predicted(),
        p.confidence(),
        p.truthScore());
  }

  private SliceValue value(ResolvedSlice slice) {
    List<PredictedClass> members =
        predictions.stream().filter(p -> Evaluator.has(slice, p, classes)).toList();
    int falsely =
        slice.className() == null
            ? (int) members.stream().filter(p -> !p.right()).count()
            : takenFor(classes.indexOf(slice.className()));
    return evaluator.value(slice, members, falsely, null);
  }

  /** Samples of other classes that were taken for this one. */
  private int takenFor(int index) {
    return (int) predictions.stream().filter(p -> p.predicted() == index && !p.right()).count();
  }

  private static List<List<Long>> confusion(ConfusionMatrix matrix) {
    return IntStream.range(0, matrix.classes())
        .mapToObj(truth ->
            IntStream.range(0, matrix.classes())
                .mapToObj(predicted -> (long) matrix.count(truth, predicted))
                .toList())
        .toList();
  }

  private List<WorstSample> worst() {
    return predictions.stream()
        .sorted(
            Comparator.comparing(PredictedClass::right)
                .thenComparingDouble(PredictedClass::truthScore)
                .thenComparing(PredictedClass::key))
        .limit(Evaluator.WORST)
        .map(p ->
            new WorstSample(
                p.sample(),
                p.key(),
                classes.get(p.truth()),
                classes.get(p.predicted()),
                p.confidence(),
                null))
        .toList();
  }
}
