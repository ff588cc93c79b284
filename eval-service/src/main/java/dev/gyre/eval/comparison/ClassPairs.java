package dev.gyre.eval.comparison;

import dev.gyre.api.eval.MetricDifference;
import dev.gyre.api.project.Metric;
import dev.gyre.api.project.TaskKind;
import dev.gyre.eval.predictionset.Predicted;
import dev.gyre.eval.predictionset.PredictedClass;
import dev.gyre.eval.slice.ResolvedSlice;
import dev.gyre.scoring.calibration.EqualWidthBins;
import dev.gyre.scoring.classification.ClassifiedSample;
import dev.gyre.scoring.classification.ConfusionMatrix;
import dev.gyre.scoring.interval.Bootstrap;
import dev.gyre.scoring.interval.SampleGroups;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Metrics of two classifications. */
final class ClassPairs implements MetricPairs {

  private static final int BINS = 15;

  private final Pairing pairing;
  private final int classes;
  private final ClassifiedSample[] champion;
  private final ClassifiedSample[] candidate;
  private final SampleGroups groups;

  ClassPairs(Pairing pairing, int classes) {
    this.pairing = pairing;
    this.classes = classes;
    this.champion = classified(pairing, PairedSample::champion);
    this.candidate = classified(pairing, PairedSample::candidate);
    this.groups =
        SampleGroups.of(pairing.samples().stream().map(p -> p.candidate().independent()).toList());
  }

  @Override
  public List<MetricDifference> differences() {
    return Metric.of(TaskKind.CLASSIFICATION).stream().map(this::difference).toList();
  }

  @Override
  public @Nullable MetricDifference iou(ResolvedSlice slice, Pairing members) {
    return null;
  }

  private MetricDifference difference(Metric metric) {
    if (metric == Metric.ACCURACY) {
      return MetricPairs.accuracy(pairing);
    }
    int[] all = IntStream.range(0, candidate.length).toArray();
    double before = value(metric, champion, all);
    double after = value(metric, candidate, all);
    double sign = metric == Metric.CALIBRATION_ERROR ? -1 : 1;
    ToDoubleFunction<int[]> gain =
        drawn -> sign * (value(metric, candidate, drawn) - value(metric, champion, drawn));
    return new MetricDifference(
        metric,
        before,
        after,
        sign * (after - before),
        bound(gain),
        -bound(drawn -> -gain.applyAsDouble(drawn)));
  }

  private double bound(ToDoubleFunction<int[]> statistic) {
    return new Bootstrap(MetricPairs.replicates(candidate.length), SEED, 0.95)
        .lowerBound(groups, statistic, Pairing.CONFIDENCE);
  }

  private double value(Metric metric, ClassifiedSample[] samples, int[] drawn) {
    return switch (metric) {
      case MACRO_F1 ->
          ConfusionMatrix.of(classes, IntStream.of(drawn).mapToObj(i -> samples[i]).toList())
              .macroF1();
      case CALIBRATION_ERROR -> {
        EqualWidthBins bins = EqualWidthBins.of(BINS);
        IntStream.of(drawn).forEach(i -> bins.add(samples[i].confidence(), samples[i].right()));
        yield bins.expectedError();
      }
      case ACCURACY, MEAN_IOU, BOUNDARY_IOU, PIXEL_ACCURACY ->
          throw new IllegalStateException("%s is not resampled here".formatted(metric));
    };
  }

  private static ClassifiedSample[] classified(
      Pairing pairing, Function<PairedSample, Predicted> side) {
    return pairing.samples().stream()
        .map(side)
        .map(PredictedClass.class::cast)
        .map(p ->
            new ClassifiedSample(
                p.sample().toString(),
                p.independent(),
                p.truth(),
                p.predicted(),
                p.confidence(),
                p.truthScore()))
        .toArray(ClassifiedSample[]::new);
  }
}
