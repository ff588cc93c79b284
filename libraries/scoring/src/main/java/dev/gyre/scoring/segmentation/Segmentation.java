package dev.gyre.scoring.segmentation;

import dev.gyre.scoring.interval.Bootstrap;
import dev.gyre.scoring.interval.Interval;
import dev.gyre.scoring.interval.IntervalMethod;
import dev.gyre.scoring.interval.Proportions;
import dev.gyre.scoring.interval.SampleGroups;
import dev.gyre.scoring.segmentation.SegmentationDifference.ClassDifference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Segmentation metrics with intervals. {@link #judge} reduces a sample's maps to counts, after
 * which the maps may go; the rest works on what it gave.
 *
 * <p>Intervals are bootstrapped over groups (sequences), but the share of right samples has
 * Wilson's where every sample is its own group. On a resample a mean IoU is over the classes that
 * are true or predicted in that resample.
 *
 * @param classes names in index order, at least two, distinct
 * @param ignoreId pixels whose truth has this id are not counted; outside [0, classes)
 * @param boundaryShare d of the boundary IoU, as a share of the image diagonal, in (0, 0.5]
 * @param rightFrom a sample is right if its mean IoU is at least this, in (0, 1]
 * @param bootstrap replicates, seed and level of all intervals
 */
public record Segmentation(
    List<String> classes,
    int ignoreId,
    double boundaryShare,
    double rightFrom,
    Bootstrap bootstrap) {

  /** d as a share of the image diagonal in Cheng et al. 2021. */
  public static final double DEFAULT_BOUNDARY_SHARE = 0.02;

  public Segmentation {
    classes = List.copyOf(classes);
    if (classes.size() < 2 || new HashSet<>(classes).size() < classes.size()) {
      throw new IllegalArgumentException(
          "segmentation needs at least two distinct classes, but has " + classes);
    }
    if (ignoreId >= 0 && ignoreId < classes.size()) {
      throw new IllegalArgumentException(
          "the ignore id %d is also the index of class %s; map ignored pixels to 255 or -1"
              .formatted(ignoreId, classes.get(ignoreId)));
    }
    if (!(boundaryShare > 0 && boundaryShare <= 0.5)) {
      throw new IllegalArgumentException(
          "the boundary share must lie in (0, 0.5], but is %s; %s is usual"
              .formatted(boundaryShare, DEFAULT_BOUNDARY_SHARE));
    }
    if (!(rightFrom > 0 && rightFrom <= 1)) {
      throw new IllegalArgumentException(
          "the IoU from which a sample is right must lie in (0, 1], but is " + rightFrom);
    }
  }

  /**
   * Counts the pixels of one sample.
   *
   * @param sampleId unique in an evaluation
   * @param group what is independent; the sample's own id if nothing is shared
   * @throws IllegalArgumentException if the maps differ in size, or an id at a counted pixel is no
   *     class index; what a model says at an ignored pixel is not looked at
   */
  public SegmentedSample judge(String sampleId, String group, LabelMap truth, LabelMap prediction) {
    MapPair maps = MapPair.of(sampleId, truth, prediction, classes.size(), ignoreId);
    return SegmentedSample.of(sampleId, group, maps, boundaryShare);
  }

  /**
   * Scores samples.
   *
   * @throws IllegalArgumentException if a sample id occurs twice, a sample was judged by another
   *     number of classes, or none has a counted pixel
   */
  public SegmentationReport evaluate(List<SegmentedSample> samples) {
    List<SegmentedSample> judged = judged(samples);
    SampleGroups groups = groups(judged);
    SetMetrics metrics = new SetMetrics(judged, rightFrom);
    List<Interval> resampled = bootstrap.intervals(groups, metrics::of);
    PixelConfusion confusion = PixelConfusion.sum(classes.size(), judged);
    int right = (int) judged.stream().filter(s -> s.right(rightFrom)).count();
    return new SegmentationReport(
        judged.size(),
        groups.count(),
        samples.size() - judged.size(),
        confusion,
        groups.grouped()
            ? resampled.get(SetMetrics.RIGHT)
            : Proportions.wilson(right, judged.size(), bootstrap.level()),
        resampled.get(SetMetrics.SAMPLE_MEAN_IOU),
        resampled.get(SetMetrics.MEAN_IOU),
        resampled.get(SetMetrics.MEAN_BOUNDARY_IOU),
        resampled.get(SetMetrics.PIXEL_ACCURACY),
        resampled.get(SetMetrics.FREQUENCY_WEIGHTED_IOU),
        IntStream.range(0, classes.size()).mapToObj(k -> scores(k, confusion, resampled)).toList());
  }

  /**
   * Scores each slice of a partition: every sample is in the one slice that {@code sliceOf} names,
   * so the confusion matrices add up to that of the whole. Slices without a counted pixel have no
   * entry.
   */
  public SortedMap<String, SegmentationReport> evaluateSlices(
      List<SegmentedSample> samples, Function<SegmentedSample, String> sliceOf) {
    judged(samples);
    SortedMap<String, List<SegmentedSample>> slices = new TreeMap<>();
    samples.forEach(
        s -> slices.computeIfAbsent(sliceOf.apply(s), name -> new ArrayList<>()).add(s));
    SortedMap<String, SegmentationReport> reports = new TreeMap<>();
    slices.forEach((name, members) -> {
      if (members.stream().anyMatch(s -> s.counted() > 0)) {
        reports.put(name, evaluate(members));
      }
    });
    return reports;
  }

  /**
   * Compares two models on the same samples by a paired bootstrap over groups.
   *
   * @throws IllegalArgumentException as {@link #evaluate}, or if the two do not hold the same
   *     samples with the same groups and numbers of counted pixels
   */
  public SegmentationDifference compare(
      List<SegmentedSample> champion, List<SegmentedSample> candidate) {
    List<SegmentedSample> before = sorted(judged(champion));
    List<SegmentedSample> after = sorted(judged(candidate));
    checkPaired(before, after);
    SampleGroups groups = groups(before);
    SetMetrics metricsBefore = new SetMetrics(before, rightFrom);
    SetMetrics metricsAfter = new SetMetrics(after, rightFrom);
    List<Interval> halved =
        bootstrap.intervals(
            groups, indices -> SetMetrics.halved(metricsBefore, metricsAfter, indices));
    List<Interval> differences =
        IntStream.range(0, halved.size())
            .mapToObj(m -> doubled(halved.get(m), SetMetrics.definedGroups(before, after, m)))
            .toList();
    return new SegmentationDifference(
        before.size(),
        groups.count(),
        differences.get(SetMetrics.RIGHT),
        differences.get(SetMetrics.SAMPLE_MEAN_IOU),
        differences.get(SetMetrics.MEAN_IOU),
        differences.get(SetMetrics.MEAN_BOUNDARY_IOU),
        differences.get(SetMetrics.PIXEL_ACCURACY),
        differences.get(SetMetrics.FREQUENCY_WEIGHTED_IOU),
        IntStream.range(0, classes.size())
            .mapToObj(k ->
                new ClassDifference(
                    classes.get(k),
                    defined(differences.get(SetMetrics.iou(k))),
                    defined(differences.get(SetMetrics.boundaryIou(k)))))
            .toList());
  }

  /** The worst samples first: by least mean IoU, then by id; those without counted pixels never. */
  public static List<SegmentedSample> worst(List<SegmentedSample> samples, int limit) {
    return samples.stream()
        .filter(s -> s.counted() > 0)
        .sorted(
            Comparator.comparingDouble(SegmentedSample::meanIou)
                .thenComparing(SegmentedSample::sampleId))
        .limit(limit)
        .toList();
  }

  /**
   * Mean boundary IoU of summed pixels, over the classes that lie near a contour somewhere; NaN
   * without any.
   *
   * @param samples at least one, judged by one number of classes
   */
  public static double meanBoundaryIou(List<SegmentedSample> samples) {
    ClassPixels sum = new ClassPixels(samples.getFirst().classes());
    samples.forEach(sample -> sum.add(sample.pixels()));
    return sum.meanBoundaryIou();
  }

  private SegmentationScores scores(int k, PixelConfusion confusion, List<Interval> resampled) {
    return new SegmentationScores(
        classes.get(k),
        confusion.truth(k),
        confusion.predicted(k),
        confusion.count(k, k),
        defined(resampled.get(SetMetrics.iou(k))),
        defined(resampled.get(SetMetrics.boundaryIou(k))));
  }

  private static @Nullable Interval defined(Interval interval) {
    return Double.isNaN(interval.estimate()) ? null : interval;
  }

  /**
   * Where the models differ in no group, resampling says nothing of the spread: the interval is
   * then ± the exact upper limit of the share of groups in which they do.
   */
  private static Interval doubled(Interval halved, int definedGroups) {
    double estimate = 2 * halved.estimate() - 1;
    boolean alike =
        halved.method() == IntervalMethod.NONE
            && estimate == 0
            && halved.groups() > 1
            && definedGroups > 0;
    double most =
        alike ? Proportions.clopperPearson(0, definedGroups, halved.level()).high() : Double.NaN;
    return new Interval(
        estimate,
        alike ? -most : 2 * halved.low() - 1,
        alike ? most : 2 * halved.high() - 1,
        halved.level(),
        alike ? IntervalMethod.DEGENERATE_CLOPPER_PEARSON : halved.method(),
        halved.samples(),
        alike ? definedGroups : halved.groups());
  }

  private List<SegmentedSample> judged(List<SegmentedSample> samples) {
    Set<String> seen = new HashSet<>();
    for (SegmentedSample sample : samples) {
      if (!seen.add(sample.sampleId())) {
        throw new IllegalArgumentException(
            "sample %s occurs twice; an evaluation judges a sample once"
                .formatted(sample.sampleId()));
      }
      if (sample.classes() != classes.size()) {
        throw new IllegalArgumentException(
            "sample %s was judged by %d classes, but there are %d"
                .formatted(sample.sampleId(), sample.classes(), classes.size()));
      }
    }
    List<SegmentedSample> judged = samples.stream().filter(s -> s.counted() > 0).toList();
    if (judged.isEmpty()) {
      throw new IllegalArgumentException(
          "an evaluation needs a sample with a pixel that is not ignored, but none of %d has one"
              .formatted(samples.size()));
    }
    return judged;
  }

  private static List<SegmentedSample> sorted(List<SegmentedSample> samples) {
    return samples.stream().sorted(Comparator.comparing(SegmentedSample::sampleId)).toList();
  }

  private static SampleGroups groups(List<SegmentedSample> samples) {
    return SampleGroups.of(samples.stream().map(SegmentedSample::group).toList());
  }

  private static void checkPaired(List<SegmentedSample> before, List<SegmentedSample> after) {
    if (before.size() != after.size()) {
      throw new IllegalArgumentException(
          "the champion has %d samples and the candidate %d; compare them on the same ones"
              .formatted(before.size(), after.size()));
    }
    for (int i = 0; i < before.size(); i++) {
      SegmentedSample one = before.get(i);
      SegmentedSample other = after.get(i);
      if (!one.sampleId().equals(other.sampleId())
          || !one.group().equals(other.group())
          || one.counted() != other.counted()) {
        throw new IllegalArgumentException(
            "sample %s of the champion stands against %s of the candidate, which is not the same sample with the same truth"
                .formatted(one.sampleId(), other.sampleId()));
      }
    }
  }
}
