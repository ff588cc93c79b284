package dev.gyre.eval.evaluation;

import dev.gyre.api.eval.MetricValue;
import dev.gyre.api.eval.PixelScores;
import dev.gyre.api.eval.SliceValue;
import dev.gyre.api.project.Metric;
import dev.gyre.api.project.TaskContract;
import dev.gyre.eval.predictionset.Predicted;
import dev.gyre.eval.predictionset.PredictedClass;
import dev.gyre.eval.predictionset.PredictedMask;
import dev.gyre.eval.slice.ResolvedSlice;
import dev.gyre.scoring.interval.Bootstrap;
import dev.gyre.scoring.interval.Interval;
import dev.gyre.scoring.interval.Proportions;
import dev.gyre.scoring.interval.SampleGroups;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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

  /** How many of the worst samples are kept. */
  static final int WORST = 1000;

  /** Scores all predictions, at least one, all of the contract's kind. */
  EvaluationNumbers score(
      List<Predicted> predictions, TaskContract contract, List<ResolvedSlice> slices) {
    return switch (contract.task()) {
      case CLASSIFICATION ->
          new ClassNumbers(this, contract.classes(), of(PredictedClass.class, predictions))
              .with(slices);
      case SEGMENTATION ->
          new MaskNumbers(this, contract, of(PredictedMask.class, predictions)).with(slices);
    };
  }

  private static <P extends Predicted> List<P> of(Class<P> kind, List<Predicted> predictions) {
    return predictions.stream().map(kind::cast).toList();
  }

  Bootstrap bootstrap() {
    return new Bootstrap(replicates, seed, level);
  }

  static MetricValue value(Metric metric, Interval interval) {
    return new MetricValue(
        metric,
        interval.estimate(),
        interval.low(),
        interval.high(),
        interval.method().name().toLowerCase(Locale.ROOT),
        interval.samples(),
        interval.groups());
  }

  /** Whether the truth of a prediction is, or holds, a class by its name. */
  static boolean has(ResolvedSlice slice, Predicted p, List<String> classes) {
    return slice.has(p.sample(), name -> p.isOf(classes.indexOf(name)));
  }

  /**
   * The share of right answers on a slice.
   *
   * @param falsely samples outside of it that were taken for it; of a slice by filter, wrong ones
   * @param pixels of a segmentation
   */
  SliceValue value(
      ResolvedSlice slice,
      List<? extends Predicted> members,
      int falsely,
      @Nullable PixelScores pixels) {
    int n = members.size();
    if (n == 0) {
      return new SliceValue(slice.name(), slice.className(), 0, 0, 0, 0, 1, 0, falsely, 0, pixels);
    }
    int right = (int) members.stream().filter(Predicted::right).count();
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
        n - right,
        pixels);
  }

  private Interval accuracy(List<? extends Predicted> members, int right) {
    SampleGroups groups = SampleGroups.of(members.stream().map(Predicted::independent).toList());
    if (!groups.grouped()) {
      return Proportions.wilson(right, members.size(), level);
    }
    boolean[] hits = new boolean[members.size()];
    IntStream.range(0, hits.length).forEach(i -> hits[i] = members.get(i).right());
    return bootstrap()
        .interval(
            groups,
            indices ->
                IntStream.of(indices).filter(i -> hits[i]).count() / (double) indices.length);
  }
}
