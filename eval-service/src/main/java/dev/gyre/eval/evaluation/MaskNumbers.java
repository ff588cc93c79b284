package dev.gyre.eval.evaluation;

import dev.gyre.api.eval.Estimate;
import dev.gyre.api.eval.PixelScores;
import dev.gyre.api.eval.SliceValue;
import dev.gyre.api.eval.WorstSample;
import dev.gyre.api.project.Metric;
import dev.gyre.api.project.TaskContract;
import dev.gyre.eval.predictionset.PredictedMask;
import dev.gyre.eval.slice.ResolvedSlice;
import dev.gyre.scoring.interval.Interval;
import dev.gyre.scoring.segmentation.PixelConfusion;
import dev.gyre.scoring.segmentation.Segmentation;
import dev.gyre.scoring.segmentation.SegmentationReport;
import dev.gyre.scoring.segmentation.SegmentationScores;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The numbers of a segmentation. */
final class MaskNumbers {

  private final Evaluator evaluator;
  private final List<String> classes;
  private final List<PredictedMask> predictions;
  private final Segmentation segmentation;

  MaskNumbers(Evaluator evaluator, TaskContract contract, List<PredictedMask> predictions) {
    this.evaluator = evaluator;
    this.classes = contract.classes();
    this.predictions = predictions;
    this.segmentation =
        new Segmentation(
            classes,
            /* ignoreId= */ -1,
            Segmentation.DEFAULT_BOUNDARY_SHARE,
            Objects.requireNonNull(contract.leastIou(), "a segmentation has a least IoU"),
            evaluator.bootstrap());
  }

  EvaluationNumbers with(List<ResolvedSlice> slices) {
    SegmentationReport report = report(predictions);
    return new EvaluationNumbers(
        List.of(
            Evaluator.value(Metric.ACCURACY, report.right()),
            Evaluator.value(Metric.MEAN_IOU, report.meanIou()),
            Evaluator.value(Metric.BOUNDARY_IOU, report.meanBoundaryIou()),
            Evaluator.value(Metric.PIXEL_ACCURACY, report.pixelAccuracy())),
        slices.stream().map(slice -> value(slice, report)).toList(),
        Arrays.stream(report.confusion().toArray())
            .map(row -> Arrays.stream(row).boxed().toList())
            .toList(),
        List.of(),
        worst());
  }

  private SegmentationReport report(List<PredictedMask> some) {
    return segmentation.evaluate(some.stream().map(PredictedMask::pixels).toList());
  }

  private SliceValue value(ResolvedSlice slice, SegmentationReport whole) {
    List<PredictedMask> members =
        predictions.stream().filter(p -> Evaluator.has(slice, p, classes)).toList();
    int wrong = (int) members.stream().filter(p -> !p.right()).count();
    return evaluator.value(slice, members, wrong, pixels(slice, members, whole));
  }

  private PixelScores pixels(
      ResolvedSlice slice, List<PredictedMask> members, SegmentationReport whole) {
    if (slice.className() != null) {
      SegmentationScores scores = whole.classes().get(classes.indexOf(slice.className()));
      return new PixelScores(
          scores.truth(),
          scores.predicted(),
          scores.hits(),
          estimate(scores.iou()),
          estimate(scores.boundaryIou()));
    }
    if (members.isEmpty()) {
      return new PixelScores(0, 0, 0, null, null);
    }
    SegmentationReport part = report(members);
    PixelConfusion confusion = part.confusion();
    long hits = IntStream.range(0, classes.size()).mapToLong(k -> confusion.count(k, k)).sum();
    return new PixelScores(
        confusion.total(),
        confusion.total(),
        hits,
        estimate(part.meanIou()),
        estimate(part.meanBoundaryIou()));
  }

  private static @Nullable Estimate estimate(@Nullable Interval interval) {
    return interval == null || Double.isNaN(interval.estimate())
        ? null
        : new Estimate(interval.estimate(), interval.low(), interval.high());
  }

  private List<WorstSample> worst() {
    return predictions.stream()
        .sorted(
            Comparator.<PredictedMask>comparingDouble(p -> p.pixels().meanIou())
                .thenComparing(PredictedMask::key))
        .limit(Evaluator.WORST)
        .map(p ->
            new WorstSample(p.sample(), p.key(), null, null, p.confidence(), p.pixels().meanIou()))
        .toList();
  }
}
