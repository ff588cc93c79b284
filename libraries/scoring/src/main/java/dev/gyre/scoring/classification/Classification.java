package dev.gyre.scoring.classification;

import dev.gyre.scoring.calibration.CalibrationError;
import dev.gyre.scoring.calibration.EqualWidthBins;
import dev.gyre.scoring.interval.Bootstrap;
import dev.gyre.scoring.interval.Interval;
import dev.gyre.scoring.interval.Proportions;
import dev.gyre.scoring.interval.SampleGroups;
import java.util.ArrayList;
import java.util.Arrays;
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
 * Classification metrics with intervals.
 *
 * <p>Accuracy, precision and recall have Wilson intervals where every sample is its own group;
 * everything else, and everything where groups have several samples, is bootstrapped over groups.
 *
 * @param classes names in index order, at least two, distinct
 * @param bins equal-width confidence bins of the calibration error, ≥ 1; 15 is usual
 * @param bootstrap replicates, seed and level of all intervals
 */
public record Classification(List<String> classes, int bins, Bootstrap bootstrap) {

  private static final int ACCURACY = 0;
  private static final int MACRO_F1 = 1;
  private static final int CALIBRATION = 2;
  private static final int PER_CLASS = 3;

  public Classification {
    classes = List.copyOf(classes);
    if (classes.size() < 2 || new HashSet<>(classes).size() < classes.size()) {
      throw new IllegalArgumentException(
          "classification needs at least two distinct classes, but has " + classes);
    }
    if (bins < 1) {
      throw new IllegalArgumentException("at least one confidence bin is needed, not " + bins);
    }
  }

  /**
   * Scores samples.
   *
   * @throws IllegalArgumentException without samples, or if a sample id occurs twice or a class
   *     index is out of range
   */
  public ClassificationReport evaluate(List<ClassifiedSample> samples) {
    if (samples.isEmpty()) {
      throw new IllegalArgumentException(
          "an evaluation needs at least one sample inside its scope");
    }
    checkDistinct(samples);
    ConfusionMatrix confusion = ConfusionMatrix.of(classes.size(), samples);
    SampleGroups groups = SampleGroups.of(samples.stream().map(ClassifiedSample::group).toList());
    ClassifiedSample[] array = samples.toArray(ClassifiedSample[]::new);
    List<Interval> resampled = bootstrap.intervals(groups, indices -> statistics(array, indices));
    EqualWidthBins binned = EqualWidthBins.of(bins);
    samples.forEach(s -> binned.add(s.confidence(), s.right()));
    return new ClassificationReport(
        samples.size(),
        groups.count(),
        confusion,
        proportion(confusion.right(), confusion.total(), groups, resampled.get(ACCURACY)),
        resampled.get(MACRO_F1),
        CalibrationError.of(binned, resampled.get(CALIBRATION)),
        classScores(confusion, groups, resampled));
  }

  /**
   * Scores each slice of a partition: every sample, and with it its prediction, is in the one slice
   * that {@code sliceOf} names, so true and false positives and negatives add up to the whole.
   */
  public SortedMap<String, ClassificationReport> evaluateSlices(
      List<ClassifiedSample> samples, Function<ClassifiedSample, String> sliceOf) {
    checkDistinct(samples);
    SortedMap<String, List<ClassifiedSample>> slices = new TreeMap<>();
    samples.forEach(
        s -> slices.computeIfAbsent(sliceOf.apply(s), name -> new ArrayList<>()).add(s));
    SortedMap<String, ClassificationReport> reports = new TreeMap<>();
    slices.forEach((name, members) -> reports.put(name, evaluate(members)));
    return reports;
  }

  /** The worst samples first: wrong before right, then by the least score of the true class. */
  public static List<ClassifiedSample> worst(List<ClassifiedSample> samples, int limit) {
    return samples.stream()
        .sorted(
            Comparator.comparing(ClassifiedSample::right)
                .thenComparingDouble(ClassifiedSample::truthScore)
                .thenComparing(ClassifiedSample::sampleId))
        .limit(limit)
        .toList();
  }

  private List<ClassScores> classScores(
      ConfusionMatrix confusion, SampleGroups groups, List<Interval> resampled) {
    return IntStream.range(0, classes.size())
        .mapToObj(k -> {
          int hits = confusion.truePositives(k);
          int wrongly = confusion.falsePositives(k);
          int missed = confusion.falseNegatives(k);
          int at = PER_CLASS + 3 * k;
          return new ClassScores(
              classes.get(k),
              hits,
              wrongly,
              missed,
              defined(hits, hits + wrongly, groups, resampled.get(at)),
              defined(hits, hits + missed, groups, resampled.get(at + 1)),
              hits + wrongly + missed == 0 ? null : resampled.get(at + 2));
        })
        .toList();
  }

  private @Nullable Interval defined(int hits, int n, SampleGroups groups, Interval resampled) {
    return n == 0 ? null : proportion(hits, n, groups, resampled);
  }

  private Interval proportion(int hits, int n, SampleGroups groups, Interval resampled) {
    return groups.grouped() ? resampled : Proportions.wilson(hits, n, bootstrap.level());
  }

  /** Accuracy, macro F1, calibration error, then precision, recall and F1 of each class. */
  private double[] statistics(ClassifiedSample[] samples, int[] indices) {
    EqualWidthBins binned = EqualWidthBins.of(bins);
    List<ClassifiedSample> drawn = new ArrayList<>(indices.length);
    for (int index : indices) {
      drawn.add(samples[index]);
      binned.add(samples[index].confidence(), samples[index].right());
    }
    ConfusionMatrix confusion = ConfusionMatrix.of(classes.size(), drawn);
    double[] values = new double[PER_CLASS + 3 * classes.size()];
    Arrays.fill(values, Double.NaN);
    values[ACCURACY] = confusion.accuracy();
    values[MACRO_F1] = confusion.macroF1();
    values[CALIBRATION] = binned.expectedError();
    for (int k = 0; k < classes.size(); k++) {
      double hits = confusion.truePositives(k);
      values[PER_CLASS + 3 * k] = hits / (hits + confusion.falsePositives(k));
      values[PER_CLASS + 3 * k + 1] = hits / (hits + confusion.falseNegatives(k));
      values[PER_CLASS + 3 * k + 2] = confusion.f1(k);
    }
    return values;
  }

  private static void checkDistinct(List<ClassifiedSample> samples) {
    Set<String> seen = new HashSet<>();
    for (ClassifiedSample sample : samples) {
      if (!seen.add(sample.sampleId())) {
        throw new IllegalArgumentException(
            "sample %s occurs twice; an evaluation judges a sample once"
                .formatted(sample.sampleId()));
      }
    }
  }
}
