package dev.gyre.eval.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gyre.api.PlatformException;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.eval.Flips;
import dev.gyre.api.eval.GateOutcome;
import dev.gyre.api.eval.MetricDifference;
import dev.gyre.api.eval.SliceFlips;
import dev.gyre.api.project.Metric;
import dev.gyre.api.project.TaskKind;
import dev.gyre.eval.predictionset.Predicted;
import dev.gyre.eval.predictionset.PredictedClass;
import dev.gyre.eval.slice.ResolvedSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PairingTests {

  private static final List<String> CLASSES = List.of("a", "b");

  private final List<Predicted> champion = new ArrayList<>();
  private final List<Predicted> candidate = new ArrayList<>();

  private void add(int n, boolean championRight, boolean candidateRight, @Nullable String group) {
    for (int i = 0; i < n; i++) {
      SampleId sample = SampleId.next();
      int truth = champion.size() % 2;
      champion.add(predicted(sample, group, truth, championRight));
      candidate.add(predicted(sample, group, truth, candidateRight));
    }
  }

  private static Predicted predicted(
      SampleId sample, @Nullable String group, int truth, boolean right) {
    return new PredictedClass(
        sample, "key " + sample, group, truth, right ? truth : 1 - truth, 0.9, right ? 0.9 : 0.1);
  }

  private Pairing pairing() {
    return Pairing.of(champion, candidate);
  }

  @Test
  void theFourSetsAddUpAndTheExactTestLooksAtTheChangedOnes() {
    add(30, true, true, null);
    add(11, false, true, null);
    add(1, true, false, null);
    add(6, false, false, null);
    Flips flips = pairing().flips();
    assertThat(flips).isEqualTo(new Flips(30, 11, 1, 6, flips.pValueTwoSided()));
    assertThat(flips.n()).isEqualTo(48);
    // 2 * (1 + 12) / 2^12
    assertThat(flips.pValueTwoSided()).isCloseTo(26.0 / 4096, within(1e-9));
    assertThat(pairing().bounds().lower()).isCloseTo(0.1035, within(1e-4));
  }

  @Test
  void tangosBoundStandsWhereNothingWasFixed() {
    add(48, true, true, null);
    add(2, true, false, null);
    assertThat(pairing().bounds().lower()).isCloseTo(-0.1139, within(1e-4));
  }

  @Test
  void flipsOfAPartitionAddUpToTheWhole() {
    add(20, true, true, null);
    add(7, false, true, null);
    add(3, true, false, null);
    add(4, false, false, null);
    List<SliceFlips> slices =
        CLASSES.stream()
            .map(c -> new ResolvedSlice("class", null, new ResolvedSlice.OfClass(c), 0))
            .map(this::flips)
            .toList();
    Flips whole = pairing().flips();
    assertThat(slices.stream().mapToInt(s -> s.flips().fixed()).sum()).isEqualTo(whole.fixed());
    assertThat(slices.stream().mapToInt(s -> s.flips().broken()).sum()).isEqualTo(whole.broken());
    assertThat(slices.stream().mapToInt(s -> s.flips().bothRight()).sum())
        .isEqualTo(whole.bothRight());
    assertThat(slices.stream().mapToInt(s -> s.flips().bothWrong()).sum())
        .isEqualTo(whole.bothWrong());
  }

  @Test
  void aGroupThatChangedAsOneCountsOnce() {
    add(10, false, true, "same drive");
    Flips flips = pairing().flips();
    assertThat(flips.fixed()).isEqualTo(10);
    assertThat(flips.pValueTwoSided()).isEqualTo(1);
  }

  @Test
  void sevenFixedAndNoneBrokenIsTheSmallestThatIsBetter() {
    add(20, true, true, null);
    add(6, false, true, null);
    add(3, false, false, null);
    assertThat(better()).isEqualTo(GateOutcome.INSUFFICIENT);
    add(1, false, true, null);
    assertThat(better()).isEqualTo(GateOutcome.PASS);
    add(2, true, false, null);
    assertThat(better()).isEqualTo(GateOutcome.FAIL);
  }

  private GateOutcome better() {
    Set<SampleId> all =
        pairing().samples().stream().map(PairedSample::sample).collect(Collectors.toSet());
    return flips(new ResolvedSlice("all", null, new ResolvedSlice.Listed(all), 0)).better();
  }

  private SliceFlips flips(ResolvedSlice slice) {
    return pairing().of(slice, CLASSES).flips(slice, null);
  }

  @Test
  void anEmptySliceBoundsNothing() {
    add(5, true, true, null);
    SliceFlips empty =
        flips(new ResolvedSlice("none", null, new ResolvedSlice.Listed(Set.of()), 3));
    assertThat(List.of(empty.lowerBound(), empty.upperBound())).containsExactly(-1.0, 1.0);
    assertThat(empty.absent()).isEqualTo(3);
  }

  @Test
  void refusesOtherSamples() {
    add(5, true, true, null);
    List<Predicted> fewer = candidate.subList(0, 4);
    assertThatThrownBy(() -> Pairing.of(champion, fewer))
        .isInstanceOf(PlatformException.class)
        .hasMessageContaining("do not have the same samples");
    assertThatThrownBy(() -> Pairing.of(champion.subList(0, 4), candidate))
        .isInstanceOf(PlatformException.class);
  }

  @Test
  void differencesAreGainsForEveryMetric() {
    add(60, true, true, null);
    add(30, false, true, null);
    List<MetricDifference> differences = new ClassPairs(pairing(), 2).differences();
    assertThat(differences)
        .extracting(MetricDifference::metric)
        .containsExactlyElementsOf(Metric.of(TaskKind.CLASSIFICATION));
    for (MetricDifference d : differences) {
      assertThat(d.difference()).as(d.metric().name()).isPositive();
      assertThat(d.lowerBound()).isLessThanOrEqualTo(d.difference());
      assertThat(d.upperBound()).isGreaterThanOrEqualTo(d.difference());
    }
    // Accuracy 1 at confidence 0.9, from 2/3 at 0.9.
    assertThat(differences.get(2).champion()).isCloseTo(0.9 - 2.0 / 3, within(1e-9));
    assertThat(differences.get(2).candidate()).isCloseTo(0.1, within(1e-9));
  }
}
