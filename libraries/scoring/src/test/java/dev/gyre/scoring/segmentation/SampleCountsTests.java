package dev.gyre.scoring.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gyre.scoring.interval.Bootstrap;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SampleCountsTests {

  private static final Segmentation THREE =
      new Segmentation(List.of("road", "car", "sky"), 255, 0.1, 0.6, new Bootstrap(200, 5, 0.95));

  private static SegmentedSample judged(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] truth = random.ints(20 * 30, 0, 4).map(id -> id == 3 ? 255 : id).toArray();
    int[] said = random.ints(20 * 30, 0, 3).toArray();
    return THREE.judge("s" + seed, "g", new LabelMap(20, 30, truth), new LabelMap(20, 30, said));
  }

  @Test
  void whatIsKeptOfASampleMakesAnEqualOne() {
    for (long seed = 0; seed < 20; seed++) {
      SegmentedSample before = judged(seed);
      SegmentedSample after = SegmentedSample.of(before.sampleId(), "g", before.counts());
      assertThat(after.counts()).isEqualTo(before.counts());
      assertThat(THREE.evaluate(List.of(after))).isEqualTo(THREE.evaluate(List.of(before)));
    }
  }

  @Test
  void refusesCountsThatNoPairOfMapsHas() {
    List<Integer> none = List.of(0, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SampleCounts(List.of(1, 0), List.of(1, 1), none, none, none))
        .withMessageContaining("does not ascend");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SampleCounts(List.of(4), List.of(1), none, none, none))
        .withMessageContaining("cell 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SampleCounts(List.of(0), List.of(0), none, none, none))
        .withMessageContaining("0 pixels");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SampleCounts(List.of(0), List.of(1, 2), none, none, none));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SampleCounts(List.of(), List.of(), none, none, List.of(0)));
    SampleCounts tooMany =
        new SampleCounts(List.of(0), List.of(3), List.of(4, 0), List.of(0, 0), none);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SegmentedSample.of("s", "g", tooMany))
        .withMessageContaining("4 pixels of the truth of class 0");
    SampleCounts noHit =
        new SampleCounts(List.of(0), List.of(3), List.of(2, 0), List.of(1, 0), List.of(2, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SegmentedSample.of("s", "g", noHit))
        .withMessageContaining("of the hits of class 0");
  }
}
