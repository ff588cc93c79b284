package dev.gyre.eval.comparison;

import dev.gyre.api.eval.MetricDifference;
import dev.gyre.api.project.Metric;
import dev.gyre.api.project.TaskContract;
import dev.gyre.eval.predictionset.Predicted;
import dev.gyre.eval.predictionset.PredictedMask;
import dev.gyre.eval.slice.ResolvedSlice;
import dev.gyre.scoring.interval.Bootstrap;
import dev.gyre.scoring.interval.Interval;
import dev.gyre.scoring.segmentation.PixelConfusion;
import dev.gyre.scoring.segmentation.Segmentation;
import dev.gyre.scoring.segmentation.SegmentationDifference;
import dev.gyre.scoring.segmentation.SegmentedSample;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Metrics of two segmentations, by a paired bootstrap over groups. The two-sided level is such that
 * each end is a bound of {@link Pairing#CONFIDENCE}.
 */
final class MaskPairs implements MetricPairs {

  private static final double LEVEL = 2 * Pairing.CONFIDENCE - 1;

  private final Pairing pairing;
  private final TaskContract contract;
  private final Compared whole;

  MaskPairs(Pairing pairing, TaskContract contract) {
    this.pairing = pairing;
    this.contract = contract;
    this.whole = compare(pairing);
  }

  /** What was compared, and what came of it. */
  private record Compared(
      List<SegmentedSample> champion,
      List<SegmentedSample> candidate,
      SegmentationDifference difference) {}

  @Override
  public List<MetricDifference> differences() {
    return List.of(
        MetricPairs.accuracy(pairing),
        meanIou(whole),
        boundaryIou(),
        difference(
            Metric.PIXEL_ACCURACY,
            confusion(whole.champion()).pixelAccuracy(),
            confusion(whole.candidate()).pixelAccuracy(),
            whole.difference().pixelAccuracy()));
  }

  @Override
  public @Nullable MetricDifference iou(ResolvedSlice slice, Pairing members) {
    if (slice.className() != null) {
      return classIou(contract.indexOf(slice.className()));
    }
    return members.samples().isEmpty() ? null : meanIou(compare(members));
  }

  private @Nullable MetricDifference classIou(int k) {
    Interval interval = whole.difference().classes().get(k).iou();
    return interval == null
        ? null
        : difference(
            Metric.MEAN_IOU,
            confusion(whole.champion()).iou(k),
            confusion(whole.candidate()).iou(k),
            interval);
  }

  private MetricDifference meanIou(Compared compared) {
    return difference(
        Metric.MEAN_IOU,
        confusion(compared.champion()).meanIou(),
        confusion(compared.candidate()).meanIou(),
        compared.difference().meanIou());
  }

  private MetricDifference boundaryIou() {
    return difference(
        Metric.BOUNDARY_IOU,
        Segmentation.meanBoundaryIou(whole.champion()),
        Segmentation.meanBoundaryIou(whole.candidate()),
        whole.difference().meanBoundaryIou());
  }

  private static MetricDifference difference(
      Metric metric, double champion, double candidate, Interval interval) {
    return new MetricDifference(
        metric, champion, candidate, interval.estimate(), interval.low(), interval.high());
  }

  private PixelConfusion confusion(List<SegmentedSample> samples) {
    return PixelConfusion.sum(contract.classes().size(), samples);
  }

  private Compared compare(Pairing pairs) {
    List<SegmentedSample> champion = pixels(pairs, PairedSample::champion);
    List<SegmentedSample> candidate = pixels(pairs, PairedSample::candidate);
    Segmentation segmentation =
        new Segmentation(
            contract.classes(),
            /* ignoreId= */ -1,
            Segmentation.DEFAULT_BOUNDARY_SHARE,
            Objects.requireNonNull(contract.leastIou(), "a segmentation has a least IoU"),
            new Bootstrap(MetricPairs.replicates(champion.size()), SEED, LEVEL));
    return new Compared(champion, candidate, segmentation.compare(champion, candidate));
  }

  private static List<SegmentedSample> pixels(
      Pairing pairs, Function<PairedSample, Predicted> side) {
    return pairs.samples().stream()
        .map(side)
        .map(PredictedMask.class::cast)
        .map(PredictedMask::pixels)
        .toList();
  }
}
