package dev.gyre.eval.evaluation;

import dev.gyre.api.eval.MetricValue;
import dev.gyre.api.eval.ReliabilityBin;
import dev.gyre.api.eval.SliceValue;
import dev.gyre.api.eval.WorstSample;
import dev.gyre.api.project.Metric;
import dev.gyre.eval.predictionset.Predicted;
import dev.gyre.eval.slice.ResolvedSlice;
import dev.gyre.scoring.classification.Classification;
import dev.gyre.scoring.classification.ClassificationReport;
import dev.gyre.scoring.classification.ClassifiedSample;
import dev.gyre.scoring.classification.ConfusionMatrix;
import dev.gyre.scoring.interval.Bootstrap;
import dev.gyre.scoring.interval.Interval;
import dev.gyre.scoring.interval.Proportions;
import dev.gyre.scoring.interval.SampleGroups;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Computes the numbers of an evaluation from predictions. Pure: equal inputs give equal numbers to
 * the last bit.
 *
 * @param bins equal-width bins of confidence
 * @param replicates of the bootstrap
 * @param seed of the bootstrap
 * @param level of all intervals, two-sided
 */
record Evaluator(int bins, int replicates, long seed, double level) {

  /** Raised whenever equal predictions would be given other numbers. */
  static final int VERSION = 1;

  /** What every evaluation uses: 15 bins, 2,000 replicates, 95 %. */
  static final Evaluator STANDARD = new Evaluator(15, 2_000, 20_110_916L, 0.95);

  private static final int WORST = 1000;

  /** Scores all predictions, at least one. */
  EvaluationNumbers score(
      List<Predicted> predictions, List<String> classes, List<ResolvedSlice> slices) {
    Bootstrap bootstrap = new Bootstrap(replicates, seed, level);
    List<ClassifiedSample> samples = predictions.stream().map(Evaluator::classified).toList();
    ClassificationReport report = new Classification(classes, bins, bootstrap).evaluate(samples);
    return new EvaluationNumbers(
        List.of(
            value(Metric.ACCURACY, report.accuracy()),
            value(Metric.MACRO_F1, report.macroF1()),
            value(Metric.CALIBRATION_ERROR, report.calibration().expected())),
        slices.stream().map(slice -> value(slice, predictions, classes)).toList(),
        confusion(report.confusion()),
        report.calibration().bins().stream()
            .map(b ->
                new ReliabilityBin(b.low(), b.high(), b.samples(), b.confidence(), b.accuracy()))
            .toList(),
        worst(predictions, classes));
  }

  /** A prediction as the scoring library takes it. */
  static ClassifiedSample classified(Predicted p) {
    return new ClassifiedSample(
        p.sample().toString(),
        p.independent(),
        p.truth(),
        p.predicted(),
        p.confidence(),
        p.truthScore());
  }

  private static MetricValue value(Metric metric, Interval interval) {
    return new MetricValue(
        metric,
        interval.estimate(),
        interval.low(),
        interval.high(),
        interval.method().name().toLowerCase(Locale.ROOT),
        interval.samples(),
        interval.groups());
  }

  private SliceValue value(ResolvedSlice slice, List<Predicted> predictions, List<String> classes) {
    List<Predicted> members =
        predictions.stream().filter(p -> slice.has(p.sample(), classes.get(p.truth()))).toList();
    int n = members.size();
    int right = (int) members.stream().filter(Predicted::right).count();
    int falsely = slice.className() == null ? n - right : takenFor(slice, predictions, classes);
    if (n == 0) {
      return new SliceValue(slice.name(), slice.className(), 0, 0, 0, 0, 1, 0, falsely, 0);
    }
    Interval accuracy = accuracy(members, right);
    return new SliceValue(
        slice.name(),
        slice.className(),
        n,
        right,
        accuracy.estimate(),
        accuracy.low(),
        accuracy.high(),
        right,
        falsely,
        n - right);
  }

  /** Samples of other classes that were taken for this one. */
  private static int takenFor(
      ResolvedSlice slice, List<Predicted> predictions, List<String> classes) {
    int index = classes.indexOf(slice.className());
    return (int) predictions.stream().filter(p -> p.predicted() == index && !p.right()).count();
  }

  private Interval accuracy(List<Predicted> members, int right) {
    SampleGroups groups = SampleGroups.of(members.stream().map(Predicted::independent).toList());
    if (!groups.grouped()) {
      return Proportions.wilson(right, members.size(), level);
    }
    boolean[] hits = new boolean[members.size()];
    IntStream.range(0, hits.length).forEach(i -> hits[i] = members.get(i).right());
    return new Bootstrap(replicates, seed, level)
        .interval(
            groups,
            indices ->
                IntStream.of(indices).filter(i -> hits[i]).count() / (double) indices.length);
  }

  private static List<List<Integer>> confusion(ConfusionMatrix matrix) {
    return IntStream.range(0, matrix.classes())
        .mapToObj(truth ->
            IntStream.range(0, matrix.classes())
                .mapToObj(predicted -> matrix.count(truth, predicted))
                .toList())
        .toList();
  }

  private static List<WorstSample> worst(List<Predicted> predictions, List<String> classes) {
    return predictions.stream()
        .sorted(
            Comparator.comparing(Predicted::right)
                .thenComparingDouble(Predicted::truthScore)
                .thenComparing(Predicted::key))
        .limit(WORST)
        .map(p ->
            new WorstSample(
                p.sample(),
                p.key(),
                classes.get(p.truth()),
                classes.get(p.predicted()),
                p.confidence()))
        .toList();
  }
}
