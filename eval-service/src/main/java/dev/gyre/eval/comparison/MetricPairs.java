package dev.gyre.eval.comparison;

import dev.gyre.api.eval.MetricDifference;
import dev.gyre.api.project.Metric;
import dev.gyre.eval.predictionset.Predicted;
import dev.gyre.scoring.calibration.EqualWidthBins;
import dev.gyre.scoring.classification.ClassifiedSample;
import dev.gyre.scoring.classification.ConfusionMatrix;
import dev.gyre.scoring.interval.Bootstrap;
import dev.gyre.scoring.interval.SampleGroups;
import dev.gyre.scoring.paired.NonInferiority;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Metrics of two models, and by how much they differ. Pure and seeded. */
final class MetricPairs {

  private static final int BINS = 15;
  private static final long SEED = 20_110_916L;
  private static final int MOST_REPLICATES = 2_000;
  private static final int FEWEST_REPLICATES = 200;

  /** Beyond 10,000 samples fewer resamples do: the comparison is waited for. */
  private static final int MOST_DRAWS = 20_000_000;

  private final Pairing pairing;
  private final int classes;
  private final ClassifiedSample[] champion;
  private final ClassifiedSample[] candidate;
  private final SampleGroups groups;

  MetricPairs(Pairing pairing, int classes) {
    this.pairing = pairing;
    this.classes = classes;
    this.champion =
        pairing.samples().stream()
            .map(p -> classified(p.champion()))
            .toArray(ClassifiedSample[]::new);
    this.candidate =
        pairing.samples().stream()
            .map(p -> classified(p.candidate()))
            .toArray(ClassifiedSample[]::new);
    this.groups =
        SampleGroups.of(pairing.samples().stream().map(p -> p.candidate().independent()).toList());
  }

  /** All metrics. */
  List<MetricDifference> differences() {
    return Arrays.stream(Metric.values()).map(this::difference).toList();
  }

  private MetricDifference difference(Metric metric) {
    int[] all = IntStream.range(0, candidate.length).toArray();
    double before = value(metric, champion, all);
    double after = value(metric, candidate, all);
    double sign = metric == Metric.CALIBRATION_ERROR ? -1 : 1;
    if (metric == Metric.ACCURACY) {
      NonInferiority bounds = pairing.bounds();
      return new MetricDifference(
          metric, before, after, after - before, bounds.lower(), bounds.upper());
    }
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
    int replicates = Math.clamp(MOST_DRAWS / candidate.length, FEWEST_REPLICATES, MOST_REPLICATES);
    return new Bootstrap(replicates, SEED, 0.95).lowerBound(groups, statistic, Pairing.CONFIDENCE);
  }

  private double value(Metric metric, ClassifiedSample[] samples, int[] drawn) {
    return switch (metric) {
      case ACCURACY ->
          IntStream.of(drawn).filter(i -> samples[i].right()).count() / (double) drawn.length;
      case MACRO_F1 ->
          ConfusionMatrix.of(classes, IntStream.of(drawn).mapToObj(i -> samples[i]).toList())
              .macroF1();
      case CALIBRATION_ERROR -> {
        EqualWidthBins bins = EqualWidthBins.of(BINS);
        IntStream.of(drawn).forEach(i -> bins.add(samples[i].confidence(), samples[i].right()));
        yield bins.expectedError();
      }
    };
  }

  private static ClassifiedSample classified(Predicted p) {
    return new ClassifiedSample(
        p.sample().toString(),
        p.independent(),
        p.truth(),
        p.predicted(),
        p.confidence(),
        p.truthScore());
  }
}
