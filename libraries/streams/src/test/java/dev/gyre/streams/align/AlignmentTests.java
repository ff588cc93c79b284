package dev.gyre.streams.align;

import static dev.gyre.streams.align.Streams.aligned;
import static dev.gyre.streams.align.Streams.following;
import static dev.gyre.streams.align.Streams.items;
import static dev.gyre.streams.align.Streams.pairs;
import static dev.gyre.streams.align.Streams.refused;
import static dev.gyre.streams.align.Streams.report;
import static dev.gyre.streams.align.Streams.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.streams.StreamKind;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AlignmentTests {

  private static final StreamRule NEAREST =
      rule(new Policy.Nearest(3, Policy.Reuse.ONCE), MissRule.DROP_SAMPLE);

  @Test
  void refusesStreamsWithoutRuleAndRulesWithoutStream() {
    List<Refusal> refusals =
        refused(following(NEAREST), Map.of("a", items("a", 0), "c", items("c", 0)));

    assertThat(refusals)
        .extracting(refusal -> refusal.reason() + " " + refusal.stream())
        .containsExactly("UNDECLARED_STREAM c", "MISSING_STREAM b");
  }

  @Test
  void refusesAnEmptyStreamUnlessItIsOptional() {
    assertThat(refused(following(NEAREST), Map.of("a", items("a", 0), "b", List.of())))
        .extracting(Refusal::reason)
        .containsExactly(Refusal.Reason.EMPTY_STREAM);
    assertThat(
            pairs(
                aligned(
                    following(rule(new Policy.Exact(), MissRule.FILL)),
                    Map.of("a", items("a", 0), "b", List.of())),
                "b"))
        .containsExactly("a0=-");
  }

  @Test
  void refusesItemsOfAnotherKindAndIdsThatRepeat() {
    List<TimedItem> mixed =
        List.of(
            TimedItem.of("x", StreamKind.IMAGE, StreamClock.HEADER, 0),
            TimedItem.of("x", Streams.LABELS, StreamClock.HEADER, 1));

    List<Refusal> refusals = refused(following(NEAREST), Map.of("a", items("a", 0), "b", mixed));

    assertThat(refusals)
        .extracting(Refusal::reason)
        .containsExactly(Refusal.Reason.KIND_DIFFERS, Refusal.Reason.DUPLICATE_ID);
    assertThat(refusals).allMatch(refusal -> refusal.ids().equals(Bounded.of(List.of("x"))));
  }

  @Test
  void sortsOrRefusesTimesThatGoBackwardAsDeclared() {
    List<TimedItem> backward = items("b", 10, 0, 20);
    Map<String, List<TimedItem>> streams = Map.of("a", items("a", 0, 10, 20), "b", backward);

    AlignmentResult.Aligned sorted = aligned(following(NEAREST), streams);
    assertThat(pairs(sorted, "b")).containsExactly("a0=b1 +0", "a1=b0 +0", "a2=b2 +0");
    assertThat(report(sorted, "b").clockJumps().first())
        .containsExactly(new ClockJump("b0", "b1", -10));

    StreamRule strict =
        new StreamRule(
            StreamKind.IMAGE,
            new ClockRule(StreamClock.HEADER, 0, 100, ClockRule.Disorder.REFUSE),
            NEAREST.policy(),
            MissRule.DROP_SAMPLE);
    Refusal refusal = refused(following(strict), streams).getFirst();
    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.OUT_OF_ORDER);
    assertThat(refusal.ids().first()).containsExactly("b1");
  }

  @Test
  void refusesTheRunOnAMissWhereDeclared() {
    StreamRule strict = rule(new Policy.Exact(), MissRule.REFUSE_RUN);

    Refusal refusal =
        refused(following(strict), Map.of("a", items("a", 0, 5, 9), "b", items("b", 5))).getFirst();

    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.MISSING_ITEM);
    assertThat(refusal.ids().first()).containsExactly("a0", "a2");
    assertThat(refusal.detail()).contains("no item for 2 of 3 moments");
  }

  @Test
  void readsTheDeclaredClockAndNamesItemsWithoutIt() {
    StreamRule received =
        new StreamRule(
            StreamKind.IMAGE,
            new ClockRule(StreamClock.RECEIVE, 0, 100, ClockRule.Disorder.SORT),
            new Policy.Exact(),
            MissRule.FILL);
    TimedItem both =
        new TimedItem(
            "both", StreamKind.IMAGE, Map.of(StreamClock.HEADER, 5L, StreamClock.RECEIVE, 7L));

    AlignmentResult.Aligned aligned =
        aligned(
            following(received),
            Map.of("a", items("a", 5, 7), "b", List.of(both, items("lone", 7).getFirst())));

    assertThat(pairs(aligned, "b")).containsExactly("a0=-", "a1=both");
    assertThat(report(aligned, "b").unused().get(Unused.CLOCK_MISSING))
        .isEqualTo(Bounded.of(List.of("lone0")));
    assertThat(aligned.samples().getLast().items().get("b")).isEqualTo(new AlignedItem.Exact(both));
  }

  @Test
  void keepsAGridFromDrifting() {
    // 30 Hz for an hour, rounded to nanoseconds: the last of 108,001 is still where it belongs.
    long[] frames = LongStream.rangeClosed(0, 108_000).map(k -> Math.round(k * 1e9 / 30)).toArray();
    AlignmentSpec spec =
        new AlignmentSpec(
            new Timeline.Grid(30, 1_000_000_000, new Timeline.Origin.At(0)),
            Map.of("a", rule(new Policy.Exact(), MissRule.DROP_SAMPLE)),
            List.of());

    AlignmentReport report = aligned(spec, Map.of("a", items("a", frames))).report();

    assertThat(report.samples()).isEqualTo(108_001);
    assertThat(report.dropped().count()).isZero();
  }

  @Test
  void beginsAndEndsAGridWithItemsOfRoundedTimes() {
    // Of three frames at 30 Hz, one time is whole, one is rounded down and one up.
    AlignmentSpec spec =
        new AlignmentSpec(
            new Timeline.Grid(30, 1_000_000_000, new Timeline.Origin.At(0)),
            Map.of("a", rule(new Policy.Exact(), MissRule.DROP_SAMPLE)),
            List.of());
    for (int first = -4; first < 4; first++) {
      for (int last = first; last < 5; last++) {
        long[] frames =
            LongStream.rangeClosed(first, last).map(k -> Math.round(k * 1e9 / 30)).toArray();
        AlignmentReport report = aligned(spec, Map.of("a", items("a", frames))).report();
        assertThat(report.samples()).as("%d to %d", first, last).isEqualTo(last - first + 1);
        assertThat(report.moments()).isEqualTo(report.samples());
      }
    }
  }

  @Test
  void listsTheFirstHundredAndCountsAll() {
    AlignmentReport report =
        aligned(
                following(NEAREST),
                Map.of(
                    "a", items("a", LongStream.range(0, 250).map(k -> 10 * k).toArray()),
                    "b", items("b", 0)))
            .report();

    assertThat(report.dropped().count()).isEqualTo(249);
    assertThat(report.dropped().first()).hasSize(100).startsWith("a1").endsWith("a100");
  }

  @Test
  void laysAGridWhereAllNeededStreamsRun() {
    StreamRule held = rule(new Policy.Hold(10), MissRule.DROP_SAMPLE);
    Map<String, StreamRule> rules =
        Map.of("a", held, "b", held, "c", rule(new Policy.Exact(), MissRule.FILL));
    Map<String, List<TimedItem>> streams =
        Map.of("a", items("a", 1, 9, 17), "b", items("b", 7, 14, 21), "c", items("c", 500));

    assertThat(grid(new Timeline.Origin.At(0), rules, streams)).containsExactly(10L, 15L);
    assertThat(grid(new Timeline.Origin.FirstCommon(), rules, streams))
        .containsExactly(7L, 12L, 17L);
    assertThat(grid(new Timeline.Origin.At(1_000), rules, streams)).containsExactly(10L, 15L);
  }

  private static List<Long> grid(
      Timeline.Origin origin, Map<String, StreamRule> rules, Map<String, List<TimedItem>> streams) {
    return aligned(new AlignmentSpec(new Timeline.Grid(1, 5, origin), rules, List.of()), streams)
        .samples()
        .stream()
        .map(AlignedSample::timeNanos)
        .toList();
  }

  @Test
  void refusesAGridWithoutAMomentAndOneWithTooMany() {
    StreamRule held = rule(new Policy.Hold(10), MissRule.DROP_SAMPLE);
    Map<String, StreamRule> rules = Map.of("a", held, "b", held);
    AlignmentSpec spec =
        new AlignmentSpec(new Timeline.Grid(1, 1, new Timeline.Origin.At(0)), rules, List.of());

    assertThat(refused(spec, Map.of("a", items("a", 0, 5), "b", items("b", 6, 9))))
        .extracting(Refusal::reason)
        .containsExactly(Refusal.Reason.NO_COMMON_TIME);
    assertThat(refused(spec, Map.of("a", items("a", 0, 1L << 40), "b", items("b", 0, 1L << 40))))
        .extracting(Refusal::reason)
        .containsExactly(Refusal.Reason.TOO_MANY_SAMPLES);
  }

  @Test
  void refusesADeclarationWithoutMaster() {
    assertThatThrownBy(
            () -> new AlignmentSpec(new Timeline.Master("x"), Map.of("a", NEAREST), List.of()))
        .hasMessageContaining("'x' has no rule");
    assertThatThrownBy(
            () -> new AlignmentSpec(new Timeline.Master("a"), Map.of("a", NEAREST), List.of()))
        .hasMessageContaining("its policy is exact");
  }

  @Test
  void writesOneCanonicalTextForEqualDeclarations() {
    AlignmentSpec spec = following(rule(new Policy.Hold(100), MissRule.FILL));

    assertThat(spec.canonicalJson())
        .startsWith("{\"format\":\"gyre-alignment/1\",\"skew_edges_nanos\":[\"-1000000000\",")
        .contains(
            "\"b\":{\"clock\":{\"clock\":\"header\",\"disorder\":\"sort\",\"jump_nanos\":\"1000000000000000000\",\"offset_nanos\":\"0\"},\"kind\":\"image\",\"on_miss\":\"fill\",\"policy\":{\"kind\":\"hold\",\"max_age_nanos\":\"100\"}}")
        .endsWith("\"timeline\":{\"kind\":\"master\",\"stream\":\"a\"}}");
    assertThat(spec.digest())
        .isEqualTo(following(rule(new Policy.Hold(100), MissRule.FILL)).digest())
        .isNotEqualTo(following(rule(new Policy.Hold(101), MissRule.FILL)).digest());
  }

  @Test
  void writesTheReportAsJson() {
    AlignmentReport report =
        aligned(following(NEAREST), Map.of("a", items("a", 0, 50), "b", items("b", 2))).report();

    assertThat(report.canonicalJson())
        .contains("\"dropped\":{\"count\":1,\"first\":[\"a1\"]}")
        .contains("\"matched\":{\"count\":1,\"first\":[\"a0\"]}")
        .contains("\"moments\":2");
  }

  @Test
  void refusesAReportThatLosesAnItem() {
    StreamReport sound =
        report(aligned(following(NEAREST), Map.of("a", items("a", 0), "b", items("b", 0))), "b");

    assertThatThrownBy(() ->
            new StreamReport(
                2,
                sound.used(),
                sound.unused(),
                sound.came(),
                sound.misses(),
                sound.reused(),
                sound.clockJumps(),
                sound.skew()))
        .hasMessage("2 inputs are not 1 used and 0 unused");
  }
}
