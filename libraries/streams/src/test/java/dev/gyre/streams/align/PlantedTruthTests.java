package dev.gyre.streams.align;

import static dev.gyre.streams.align.Streams.MS;
import static dev.gyre.streams.align.Streams.aligned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.streams.StreamKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Twenty seconds of rgb at 30 Hz, depth at 10 Hz whose clock is 37 ms ahead, jitters by up to 2 ms
 * and jumps by 5 s after 15 s, and segmentation on every 15th frame with one time told twice; 2 %
 * of rgb and depth are lost. What must come out follows from the numbers of the frames alone.
 */
class PlantedTruthTests {

  private static final int FRAMES = 600;
  private static final int DEPTHS = 200;
  private static final int JUMP = 150;

  private static final AlignmentSpec SPEC =
      new AlignmentSpec(
          new Timeline.Master("rgb"),
          Map.of(
              "rgb",
              new StreamRule(StreamKind.IMAGE, clock(0), new Policy.Exact(), MissRule.DROP_SAMPLE),
              "depth",
              new StreamRule(
                  new StreamKind("depth"),
                  clock(-37 * MS),
                  new Policy.Nearest(5 * MS, Policy.Reuse.ONCE),
                  MissRule.DROP_SAMPLE),
              "seg",
              new StreamRule(Streams.LABELS, clock(0), new Policy.Exact(), MissRule.FILL)),
          List.of(-MS, 0L, MS));

  private final Random random = new Random(20_261_124);
  private final NavigableSet<Integer> rgb = survivors(FRAMES);
  private final NavigableSet<Integer> depth = survivors(DEPTHS);
  private final long[] jitter = random.longs(DEPTHS, -2, 3).map(millis -> millis * MS).toArray();

  private static ClockRule clock(long offsetNanos) {
    return new ClockRule(StreamClock.HEADER, offsetNanos, 1_000 * MS, ClockRule.Disorder.SORT);
  }

  private NavigableSet<Integer> survivors(int count) {
    NavigableSet<Integer> survivors = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      // The frames on both sides of the jump are kept, so that its step is known.
      if (random.nextInt(50) > 0 || i == JUMP || i == JUMP - 1) {
        survivors.add(i);
      }
    }
    return survivors;
  }

  private static long frameTime(int frame) {
    return Math.round(frame * 1e9 / 30);
  }

  private long depthTime(int i) {
    return 100L * i * MS + 37 * MS + jitter[i] + (i >= JUMP ? 5_000 * MS : 0);
  }

  private Map<String, List<TimedItem>> streams() {
    List<TimedItem> segmentation = new ArrayList<>();
    for (int frame = 0; frame < FRAMES; frame += 15) {
      segmentation.add(
          TimedItem.of("s" + frame, Streams.LABELS, StreamClock.HEADER, frameTime(frame)));
      if (frame == 45) {
        segmentation.add(
            TimedItem.of("s45-again", Streams.LABELS, StreamClock.HEADER, frameTime(frame)));
      }
    }
    StreamKind kind = new StreamKind("depth");
    return Map.of(
        "rgb",
        rgb.stream()
            .map(i -> TimedItem.of("r" + i, StreamKind.IMAGE, StreamClock.HEADER, frameTime(i)))
            .toList(),
        "depth",
        depth.stream()
            .map(i -> TimedItem.of("d" + i, kind, StreamClock.HEADER, depthTime(i)))
            .toList(),
        "seg",
        segmentation);
  }

  /** Numbers of depth items that have their frame. */
  private List<Integer> paired() {
    return depth.headSet(JUMP).stream().filter(i -> rgb.contains(3 * i)).toList();
  }

  @Test
  void findsExactlyThePlantedPairs() {
    AlignmentResult.Aligned aligned = aligned(SPEC, streams());

    assertThat(rgb).hasSizeBetween(575, 598);
    assertThat(Streams.pairs(aligned, "depth"))
        .isEqualTo(
            paired().stream()
                .map(i -> "r%d=d%d %s%d".formatted(3 * i, i, jitter[i] < 0 ? "" : "+", jitter[i]))
                .toList());
    assertThat(Streams.pairs(aligned, "seg"))
        .isEqualTo(
            paired().stream()
                .map(i -> "r%d=%s".formatted(3 * i, i % 5 == 0 ? "s" + 3 * i : "-"))
                .toList());
  }

  @Test
  void reportsWhatWasPlantedAndNothingElse() {
    AlignmentReport report = aligned(SPEC, streams()).report();
    List<Integer> paired = paired();
    List<String> dropped =
        rgb.stream()
            .filter(frame -> frame % 3 != 0 || !paired.contains(frame / 3))
            .map(frame -> "r" + frame)
            .toList();

    assertThat(report.moments()).isEqualTo(rgb.size());
    assertThat(report.dropped()).isEqualTo(Bounded.of(dropped));

    StreamReport ofRgb = of(report, "rgb");
    assertThat(ofRgb.unused().get(Unused.SAMPLE_DROPPED)).isEqualTo(Bounded.of(dropped));
    assertThat(ofRgb.count(Came.EXACT)).isEqualTo(paired.size());
    assertThat(ofRgb.clockJumps().count()).isZero();

    StreamReport ofDepth = of(report, "depth");
    assertThat(ofDepth.inputs()).isEqualTo(depth.size());
    assertThat(ofDepth.pairs()).isEqualTo(paired.size());
    assertThat(ofDepth.misses()).isEqualTo(Bounded.of(dropped));
    assertThat(ofDepth.unused().get(Unused.OUT_OF_REACH))
        .isEqualTo(
            Bounded.of(
                depth.stream()
                    .filter(i -> i >= JUMP || !rgb.contains(3 * i))
                    .map(i -> "d" + i)
                    .toList()));
    assertThat(ofDepth.clockJumps().first())
        .containsExactly(
            new ClockJump("d149", "d150", 5_100 * MS + jitter[JUMP] - jitter[JUMP - 1]));
    assertThat(ofDepth.skew().counts())
        .containsExactly(
            skews(paired, -2, -2), skews(paired, -1, -1), skews(paired, 0, 0), skews(paired, 1, 2));
  }

  @Test
  void namesTheTimeThatWasToldTwice() {
    StreamReport report = of(aligned(SPEC, streams()).report(), "seg");

    assertThat(report.unused().get(Unused.DUPLICATE_TIME))
        .isEqualTo(Bounded.of(List.of("s45-again")));
    assertThat(report.unused().get(Unused.OUT_OF_REACH))
        .isEqualTo(Bounded.of(keyFrames(frame -> !rgb.contains(frame))));
    assertThat(report.unused().get(Unused.SAMPLE_DROPPED))
        .isEqualTo(
            Bounded.of(keyFrames(frame -> rgb.contains(frame) && !paired().contains(frame / 3))));
    assertThat(report.count(Came.FILLED))
        .isEqualTo(paired().stream().filter(i -> i % 5 != 0).count());
  }

  private static List<String> keyFrames(IntPredicate wanted) {
    return IntStream.iterate(0, frame -> frame < FRAMES, frame -> frame + 15)
        .filter(wanted)
        .mapToObj(frame -> "s" + frame)
        .toList();
  }

  private long skews(List<Integer> paired, long fromMillis, long toMillis) {
    return Arrays.stream(paired.stream().mapToLong(i -> jitter[i]).toArray())
        .filter(skew -> skew >= fromMillis * MS && skew <= toMillis * MS)
        .count();
  }

  private static StreamReport of(AlignmentReport report, String stream) {
    return Objects.requireNonNull(report.streams().get(stream));
  }
}
