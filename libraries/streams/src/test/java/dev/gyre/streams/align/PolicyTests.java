package dev.gyre.streams.align;

import static dev.gyre.streams.align.Streams.aligned;
import static dev.gyre.streams.align.Streams.following;
import static dev.gyre.streams.align.Streams.items;
import static dev.gyre.streams.align.Streams.pairs;
import static dev.gyre.streams.align.Streams.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.streams.StreamKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyTests {

  private static AlignmentResult.Aligned align(Policy policy, long[] moments, long... times) {
    return aligned(
        following(rule(policy, MissRule.FILL)),
        Map.of("a", items("a", moments), "b", items("b", times)));
  }

  private static long[] at(long... times) {
    return times;
  }

  @Test
  void takesOnlyEqualTimesWhenExact() {
    assertThat(pairs(align(new Policy.Exact(), at(0, 10, 20), 10, 21), "b"))
        .containsExactly("a0=-", "a1=b0", "a2=-");
  }

  @Test
  void pairsOneToOneFromTheSmallestGapAsAssociateDoes() {
    // TUM's rule by hand, with the bound in: (6,5) 1, (20,24) 4; for 0 item 5 is taken and 12 is
    // too far. With a bound of 12, 0 gets 12, although 6 was nearer to both.
    long[] moments = at(0, 6, 20);
    long[] items = at(5, 12, 24, 100);

    assertThat(pairs(align(new Policy.Nearest(10, Policy.Reuse.ONCE), moments, items), "b"))
        .containsExactly("a0=-", "a1=b0 -1", "a2=b2 +4");
    assertThat(pairs(align(new Policy.Nearest(12, Policy.Reuse.ONCE), moments, items), "b"))
        .containsExactly("a0=b1 +12", "a1=b0 -1", "a2=b2 +4");
  }

  @Test
  void takesOneItemTwiceWhereReuseIsAllowedAsEvoDoes() {
    // The lists of the test above: evo takes for each time of the shorter list the nearest other.
    AlignmentResult.Aligned aligned =
        align(new Policy.Nearest(10, Policy.Reuse.ALLOWED), at(0, 6, 20), 5, 12, 24, 100);

    assertThat(pairs(aligned, "b")).containsExactly("a0=b0 +5", "a1=b0 -1", "a2=b2 +4");
    StreamReport report = Streams.report(aligned, "b");
    assertThat(report.reused().first()).containsExactly("b0");
    assertThat(report.unused().get(Unused.NOT_CHOSEN)).isEqualTo(Bounded.of(List.of("b1")));
    assertThat(report.unused().get(Unused.OUT_OF_REACH)).isEqualTo(Bounded.of(List.of("b3")));
  }

  @Test
  void takesTheEarlierOfTwoThatAreEquallyNear() {
    assertThat(pairs(align(new Policy.Nearest(9, Policy.Reuse.ALLOWED), at(10), 5, 15), "b"))
        .containsExactly("a0=b0 -5");
    assertThat(pairs(align(new Policy.Nearest(9, Policy.Reuse.ONCE), at(10), 5, 15), "b"))
        .containsExactly("a0=b0 -5");
  }

  @Test
  void neverTakesFromTheFutureWhenAsOf() {
    assertThat(
            pairs(
                align(new Policy.AsOf(6, Policy.Reuse.ALLOWED), at(0, 10, 12, 20), 1, 8, 21), "b"))
        .containsExactly("a0=-", "a1=b1 -2", "a2=b1 -4", "a3=-");
    assertThat(
            pairs(align(new Policy.AsOf(20, Policy.Reuse.ONCE), at(0, 10, 12, 21), 1, 8, 21), "b"))
        .containsExactly("a0=-", "a1=b1 -2", "a2=-", "a3=b2 +0");
  }

  @Test
  void holdsNoLongerThanTheMaximumAge() {
    assertThat(pairs(align(new Policy.Hold(10), at(0, 5, 10, 15, 16), 5), "b"))
        .containsExactly("a0=-", "a1=b0 held 0", "a2=b0 held 5", "a3=b0 held 10", "a4=-");
  }

  @Test
  void interpolatesOnlyBetweenTwoItemsThatAreNearEnough() {
    StreamRule numbers =
        new StreamRule(
            StreamKind.VECTOR, Streams.header(0), new Policy.Interpolate(10), MissRule.FILL);
    AlignmentResult.Aligned aligned =
        aligned(
            following(numbers),
            Map.of(
                "a", items("a", 0, 2, 4, 10, 15, 23, 30),
                "b", items("b", StreamKind.VECTOR, 2, 10, 21, 25)));

    assertThat(pairs(aligned, "b"))
        .containsExactly(
            "a0=-", "a1=b0", "a2=b0..b1 0.25", "a3=b1", "a4=-", "a5=b2..b3 0.5", "a6=-");
    StreamReport report = Streams.report(aligned, "b");
    assertThat(report.used()).isEqualTo(4);
    assertThat(report.misses().first()).containsExactly("a0", "a4", "a6");
  }

  @Test
  void refusesToInterpolatePicturesAndLabelMaps() {
    for (StreamKind kind : List.of(StreamKind.IMAGE, Streams.LABELS)) {
      assertThatThrownBy(() ->
              new StreamRule(kind, Streams.header(0), new Policy.Interpolate(10), MissRule.FILL))
          .hasMessageContaining("kind '%s' cannot be interpolated", kind.name());
    }
  }

  @Test
  void addsTheOffsetBeforeItCompares() {
    StreamRule late =
        new StreamRule(StreamKind.IMAGE, Streams.header(-37), new Policy.Exact(), MissRule.FILL);

    AlignmentResult.Aligned aligned =
        aligned(following(late), Map.of("a", items("a", 0, 100), "b", items("b", 37, 100)));

    assertThat(pairs(aligned, "b")).containsExactly("a0=b0", "a1=-");
    assertThat(aligned.samples().getFirst().items().get("b"))
        .isEqualTo(new AlignedItem.Exact(items("b", 37).getFirst()));
  }
}
