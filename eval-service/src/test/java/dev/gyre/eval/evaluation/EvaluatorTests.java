package dev.gyre.eval.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gyre.api.data.SampleId;
import dev.gyre.api.eval.MetricValue;
import dev.gyre.api.eval.ReliabilityBin;
import dev.gyre.api.eval.SliceValue;
import dev.gyre.api.eval.WorstSample;
import dev.gyre.api.project.InsufficientEvidence;
import dev.gyre.api.project.Metric;
import dev.gyre.api.project.MetricRule;
import dev.gyre.api.project.Rightness;
import dev.gyre.api.project.StreamSpec;
import dev.gyre.api.project.TaskContract;
import dev.gyre.api.project.TaskKind;
import dev.gyre.eval.predictionset.Predicted;
import dev.gyre.eval.predictionset.PredictedClass;
import dev.gyre.eval.slice.ResolvedSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The plumbing around the scoring library, whose numbers have oracles of their own. */
class EvaluatorTests {

  private static final List<String> CLASSES = List.of("a", "b", "c");
  private static final long SEED = 7;

  private static PredictedClass predicted(int i, @Nullable String group, int truth, int predicted) {
    double confidence = 0.5 + 0.4 * (i % 10) / 10;
    return new PredictedClass(
        SampleId.next(),
        "s%04d".formatted(i),
        group,
        truth,
        predicted,
        confidence,
        truth == predicted ? confidence : (1 - confidence) / 2);
  }

  /** Three of four right, at random. */
  private static List<PredictedClass> some(int n, @Nullable Integer perGroup) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<PredictedClass> all = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int truth = random.nextInt(3);
      int answer = random.nextInt(4) > 0 ? truth : random.nextInt(3);
      all.add(predicted(i, perGroup == null ? null : "g" + i / perGroup, truth, answer));
    }
    return all;
  }

  private static EvaluationNumbers score(List<PredictedClass> all, List<ResolvedSlice> slices) {
    TaskContract contract =
        new TaskContract(
            TaskKind.CLASSIFICATION,
            CLASSES,
            List.of(new StreamSpec("image", "image", true, null)),
            List.of(),
            List.of(),
            Rightness.CLASS_EQUAL,
            List.of(new MetricRule(Metric.ACCURACY, 0.5, null)),
            List.of(),
            0.1,
            InsufficientEvidence.REFUSE,
            null);
    return Evaluator.STANDARD.score(List.<Predicted>copyOf(all), contract, slices);
  }

  private static List<ResolvedSlice> byClass() {
    return CLASSES.stream()
        .map(c -> new ResolvedSlice("class", null, new ResolvedSlice.OfClass(c), 0))
        .toList();
  }

  private static ResolvedSlice listed(String name, Stream<PredictedClass> members) {
    Set<SampleId> ids = members.map(Predicted::sample).collect(Collectors.toSet());
    return new ResolvedSlice(name, null, new ResolvedSlice.Listed(ids), 0);
  }

  @Test
  void countsOfEveryPartitionAddUpToTheWhole() {
    List<PredictedClass> all = some(200, null);
    List<ResolvedSlice> halves =
        List.of(listed("early", all.stream().limit(77)), listed("late", all.stream().skip(77)));
    EvaluationNumbers numbers =
        score(all, Stream.concat(byClass().stream(), halves.stream()).toList());
    int right = (int) all.stream().filter(Predicted::right).count();
    for (String part : List.of("class", "half")) {
      List<SliceValue> slices =
          numbers.slices().stream()
              .filter(s -> part.equals("class") == (s.className() != null))
              .toList();
      assertThat(slices).hasSizeGreaterThan(1);
      assertThat(slices.stream().mapToInt(SliceValue::n).sum()).isEqualTo(200);
      assertThat(slices.stream().mapToInt(SliceValue::right).sum()).isEqualTo(right);
      assertThat(slices.stream().mapToInt(SliceValue::truePositives).sum()).isEqualTo(right);
      assertThat(slices.stream().mapToInt(SliceValue::falsePositives).sum()).isEqualTo(200 - right);
      assertThat(slices.stream().mapToInt(SliceValue::falseNegatives).sum()).isEqualTo(200 - right);
    }
    assertThat(numbers.confusion().stream().flatMap(List::stream).mapToLong(i -> i).sum())
        .isEqualTo(200);
    assertThat(numbers.reliability().stream().mapToInt(ReliabilityBin::n).sum()).isEqualTo(200);
  }

  @Test
  void aClassSliceAgreesWithItsRowAndColumnOfTheConfusion() {
    EvaluationNumbers numbers = score(some(200, null), byClass());
    for (int k = 0; k < 3; k++) {
      int index = k;
      SliceValue slice = numbers.slices().get(k);
      List<Long> row = numbers.confusion().get(k);
      long column = numbers.confusion().stream().mapToLong(r -> r.get(index)).sum();
      assertThat((long) slice.n()).isEqualTo(row.stream().mapToLong(i -> i).sum());
      assertThat((long) slice.truePositives()).isEqualTo(row.get(k));
      assertThat((long) slice.falsePositives()).isEqualTo(column - row.get(k));
    }
  }

  @Test
  void groupsOfSeveralSamplesAreResampledAsOne() {
    MetricValue alone = accuracy(some(120, null));
    MetricValue grouped = accuracy(some(120, 10));
    assertThat(alone.method()).isEqualTo("wilson");
    assertThat(alone.groups()).isEqualTo(120);
    assertThat(grouped.method()).isEqualTo("group_bca_bootstrap");
    assertThat(grouped.groups()).isEqualTo(12);
    assertThat(grouped.value()).isEqualTo(alone.value());
  }

  @Test
  void copiesOfASampleInItsGroupNarrowNothing() {
    List<PredictedClass> once = some(60, 1);
    List<PredictedClass> tenTimes = new ArrayList<>();
    for (PredictedClass p : once) {
      for (int copy = 0; copy < 10; copy++) {
        tenTimes.add(predicted(tenTimes.size(), p.group(), p.truth(), p.predicted()));
      }
    }
    SliceValue one = slice(once);
    SliceValue ten = slice(tenTimes);
    assertThat(ten.n()).isEqualTo(600);
    assertThat(ten.accuracy()).isEqualTo(one.accuracy());
    // Wilson against a bootstrap: alike, and far from the width / sqrt(10) of 600 alone.
    assertThat(ten.high() - ten.low()).isCloseTo(one.high() - one.low(), within(0.04));
  }

  private static SliceValue slice(List<PredictedClass> all) {
    return score(all, List.of(listed("all", all.stream()))).slices().getFirst();
  }

  @Test
  void anEmptySliceSaysThatNothingIsKnown() {
    SliceValue empty =
        score(some(20, null), List.of(listed("none", Stream.of()))).slices().getFirst();
    assertThat(empty.n()).isZero();
    assertThat(List.of(empty.low(), empty.high())).containsExactly(0.0, 1.0);
  }

  @Test
  void theWorstAreWrongOnesWithTheLeastBeliefInTheTruth() {
    List<PredictedClass> all =
        List.of(predicted(0, null, 0, 0), predicted(9, null, 1, 2), predicted(1, null, 1, 2));
    List<WorstSample> worst = score(all, List.of()).worst();
    assertThat(worst).extracting(WorstSample::key).containsExactly("s0009", "s0001", "s0000");
    assertThat(worst.getFirst().className()).isEqualTo("b");
    assertThat(worst.getFirst().predicted()).isEqualTo("c");
  }

  @Test
  void equalPredictionsGiveEqualNumbersToTheLastBit() {
    List<PredictedClass> all = some(90, 3);
    assertThat(score(all, byClass())).isEqualTo(score(all, byClass()));
  }

  private static MetricValue accuracy(List<PredictedClass> all) {
    return score(all, List.of()).metrics().stream()
        .filter(m -> m.metric() == Metric.ACCURACY)
        .findFirst()
        .orElseThrow();
  }
}
