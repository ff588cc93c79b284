package dev.gyre.scoring.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gyre.scoring.interval.Bootstrap;
import dev.gyre.scoring.interval.Interval;
import dev.gyre.scoring.interval.IntervalMethod;
import dev.gyre.scoring.paired.PairedCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClassificationTests {

  private static final Classification FOUR =
      new Classification(List.of("a", "b", "c", "d"), 15, new Bootstrap(500, 1, 0.95));

  private static final List<ClassifiedSample> FIXTURE =
      IntStream.range(0, 80)
          .mapToObj(i -> {
            int truth = i * 7 % 4;
            int predicted = i * 13 % 10 < 7 ? truth : i / 3 % 4;
            return sample("s" + i, "s" + i, truth, predicted, 0.3 + 0.7 * (i * 29 % 80) / 80);
          })
          .toList();

  // scikit-learn 1.9.1 (confusion, F1, precision, recall); numpy 2.4.6 (ECE, 15 equal bins)
  @Test
  void agreesWithScikitLearn() {
    ClassificationReport report = FOUR.evaluate(FIXTURE);

    assertThat(report.confusion().toArray())
        .isDeepEqualTo(new int[][] {{17, 2, 1, 0}, {0, 15, 3, 2}, {1, 0, 18, 1}, {3, 2, 0, 15}});
    assertThat(report.accuracy().estimate()).isEqualTo(0.8125);
    assertThat(report.accuracy().method()).isEqualTo(IntervalMethod.WILSON);
    assertThat(report.macroF1().estimate()).isCloseTo(0.8112789008167698, within(1e-12));
    assertThat(report.macroF1().method()).isEqualTo(IntervalMethod.BCA_BOOTSTRAP);
    assertThat(estimates(report, c -> estimate(c.f1())))
        .containsExactly(
            new double[] {0.82926829, 0.76923077, 0.85714286, 0.78947368}, within(5e-9));
    assertThat(estimates(report, c -> estimate(c.precision())))
        .containsExactly(
            new double[] {0.80952381, 0.78947368, 0.81818182, 0.83333333}, within(5e-9));
    assertThat(estimates(report, c -> estimate(c.recall())))
        .containsExactly(new double[] {0.85, 0.75, 0.9, 0.75}, within(5e-9));
    assertThat(report.calibration().expected().estimate())
        .isCloseTo(0.2212812500000001, within(1e-12));
    assertThat(report.calibration().debiasedRootMeanSquare())
        .isCloseTo(0.28042607323871177, within(1e-12));
    assertThat(report.calibration().binCount()).isEqualTo(15);
  }

  @Test
  void everyIntervalHoldsItsEstimateAndStatesItsN() {
    ClassificationReport report = FOUR.evaluate(FIXTURE);
    for (ClassScores scores : report.classes()) {
      Interval f1 = Objects.requireNonNull(scores.f1());
      assertThat(f1.low()).isLessThan(f1.estimate());
      assertThat(f1.high()).isGreaterThan(f1.estimate());
      assertThat(f1.samples()).isEqualTo(80);
    }
  }

  @Test
  void slicesOfAPartitionAddUpToTheWhole() {
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<ClassifiedSample> samples = randomSamples(random, 60);
      int slices = 1 + random.nextInt(5);
      ClassificationReport whole = quick().evaluate(samples);
      SortedMap<String, ClassificationReport> parts =
          quick()
              .evaluateSlices(
                  samples, s -> "slice-" + Math.floorMod(s.sampleId().hashCode(), slices));

      ConfusionMatrix sum =
          parts.values().stream()
              .map(ClassificationReport::confusion)
              .reduce(ConfusionMatrix::plus)
              .orElseThrow();
      assertThat(sum).isEqualTo(whole.confusion());
      for (int k = 0; k < 4; k++) {
        int of = k;
        assertThat(total(parts, r -> r.confusion().truePositives(of)))
            .isEqualTo(whole.confusion().truePositives(k));
        assertThat(total(parts, r -> r.confusion().falsePositives(of)))
            .isEqualTo(whole.confusion().falsePositives(k));
        assertThat(total(parts, r -> r.confusion().falseNegatives(of)))
            .isEqualTo(whole.confusion().falseNegatives(k));
      }
    }
  }

  @Test
  void copiedFramesNarrowNoInterval() {
    List<ClassifiedSample> copies = new ArrayList<>();
    for (ClassifiedSample s : FIXTURE) {
      for (int copy = 0; copy < 5; copy++) {
        copies.add(
            sample(s.sampleId() + "-" + copy, s.group(), s.truth(), s.predicted(), s.confidence()));
      }
    }
    ClassificationReport once = FOUR.evaluate(FIXTURE);
    ClassificationReport copied = FOUR.evaluate(copies);
    assertThat(copied.groups()).isEqualTo(80);
    assertThat(copied.macroF1().low()).isCloseTo(once.macroF1().low(), within(1e-12));
    assertThat(width(copied.accuracy())).isCloseTo(width(once.accuracy()), within(0.02));
  }

  @Test
  void leavesAnUndefinedMetricOut() {
    List<ClassifiedSample> samples =
        IntStream.range(0, 12).mapToObj(i -> sample("s" + i, "s" + i, i % 2, i % 2, 0.9)).toList();
    ClassScores absent = FOUR.evaluate(samples).classes().get(3);
    assertThat(absent.precision()).isNull();
    assertThat(absent.recall()).isNull();
    assertThat(absent.f1()).isNull();
  }

  @Test
  void ranksTheWorstFirst() {
    List<ClassifiedSample> worst = Classification.worst(FIXTURE, 16);
    assertThat(worst.subList(0, 15)).noneMatch(ClassifiedSample::right);
    assertThat(worst.get(0).truthScore()).isLessThanOrEqualTo(worst.get(1).truthScore());
    assertThat(worst.get(15).right()).isTrue();
  }

  @Test
  void flipsAreFourSetsThatAddUp() {
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<ClassifiedSample> champion = randomSamples(random, 50);
      List<ClassifiedSample> candidate =
          champion.stream()
              .map(s -> sample(s.sampleId(), s.group(), s.truth(), random.nextInt(4), 0.5))
              .toList();
      Flips flips = Flips.between(champion, candidate);
      List<String> all = new ArrayList<>(flips.bothRight());
      all.addAll(flips.fixed());
      all.addAll(flips.broken());
      all.addAll(flips.bothWrong());
      assertThat(all)
          .containsExactlyInAnyOrderElementsOf(
              champion.stream().map(ClassifiedSample::sampleId).toList());
      assertThat(flips.pairs().counts())
          .isEqualTo(new PairedCounts(flips.fixed().size(), flips.broken().size(), 50));
      assertThat(flips.negativeFlipRate(0.95).estimate()).isEqualTo(flips.broken().size() / 50.0);
    }
  }

  @Test
  void refusesListsThatAreNotAligned() {
    List<ClassifiedSample> other = new ArrayList<>(FIXTURE);
    other.set(3, FIXTURE.get(4));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Flips.between(FIXTURE, other))
        .withMessageContaining("position 3")
        .withMessageContaining("s4");
  }

  @Test
  void refusesRepeatedSamplesAndBadScores() {
    ClassifiedSample first = FIXTURE.getFirst();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FOUR.evaluate(List.of(first, first)))
        .withMessageContaining("s0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sample("x", "x", 0, 0, Double.NaN))
        .withMessageContaining("NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FOUR.evaluate(List.of(sample("x", "x", 9, 0, 0.5))))
        .withMessageContaining("class index 9");
  }

  private static Classification quick() {
    return new Classification(List.of("a", "b", "c", "d"), 10, new Bootstrap(100, 1, 0.95));
  }

  private static List<ClassifiedSample> randomSamples(SplittableRandom random, int n) {
    return IntStream.range(0, n)
        .mapToObj(i ->
            sample("s" + i, "s" + i, random.nextInt(4), random.nextInt(4), random.nextDouble()))
        .toList();
  }

  private static ClassifiedSample sample(
      String id, String group, int truth, int predicted, double confidence) {
    double truthScore = truth == predicted ? confidence : 1 - confidence;
    return new ClassifiedSample(id, group, truth, predicted, confidence, truthScore);
  }

  private static double[] estimates(
      ClassificationReport report, ToDoubleFunction<ClassScores> metric) {
    return report.classes().stream().mapToDouble(metric).toArray();
  }

  private static double estimate(@Nullable Interval interval) {
    return interval == null ? Double.NaN : interval.estimate();
  }

  private static int total(
      SortedMap<String, ClassificationReport> parts, ToIntFunction<ClassificationReport> count) {
    return parts.values().stream().mapToInt(count).sum();
  }

  private static double width(Interval interval) {
    return interval.high() - interval.low();
  }
}
