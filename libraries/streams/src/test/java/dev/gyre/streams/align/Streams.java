package dev.gyre.streams.align;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.streams.StreamKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Streams and rules for tests. */
final class Streams {

  static final StreamKind LABELS = new StreamKind("label-map");
  static final long MS = 1_000_000L;

  private Streams() {}

  /** Items {@code NAME0}, {@code NAME1}, … of pictures at these times by the header's clock. */
  static List<TimedItem> items(String name, long... timesNanos) {
    return items(name, StreamKind.IMAGE, timesNanos);
  }

  static List<TimedItem> items(String name, StreamKind kind, long... timesNanos) {
    List<TimedItem> items = new ArrayList<>();
    for (long time : timesNanos) {
      items.add(TimedItem.of(name + items.size(), kind, StreamClock.HEADER, time));
    }
    return items;
  }

  static ClockRule header(long offsetNanos) {
    return new ClockRule(
        StreamClock.HEADER, offsetNanos, Policy.MOST_NANOS, ClockRule.Disorder.SORT);
  }

  static StreamRule rule(Policy policy, MissRule onMiss) {
    return new StreamRule(StreamKind.IMAGE, header(0), policy, onMiss);
  }

  static final StreamRule MASTER = rule(new Policy.Exact(), MissRule.DROP_SAMPLE);

  /** Stream {@code a} gives the moments, stream {@code b} follows this rule. */
  static AlignmentSpec following(StreamRule rule) {
    return new AlignmentSpec(
        new Timeline.Master("a"), Map.of("a", MASTER, "b", rule), SkewHistogram.DECADES);
  }

  static AlignmentResult.Aligned aligned(AlignmentSpec spec, Map<String, List<TimedItem>> streams) {
    AlignmentResult result = Alignment.run(spec, streams);
    assertThat(result).isInstanceOf(AlignmentResult.Aligned.class);
    return (AlignmentResult.Aligned) result;
  }

  static List<Refusal> refused(AlignmentSpec spec, Map<String, List<TimedItem>> streams) {
    AlignmentResult result = Alignment.run(spec, streams);
    assertThat(result).isInstanceOf(AlignmentResult.Refused.class);
    return ((AlignmentResult.Refused) result).refusals();
  }

  /** {@code sample=item} for each sample, in words. */
  static List<String> pairs(AlignmentResult.Aligned aligned, String stream) {
    return pairs(aligned, stream, Streams::inWords);
  }

  static List<String> pairs(
      AlignmentResult.Aligned aligned, String stream, Function<AlignedItem, String> words) {
    return aligned.samples().stream()
        .map(sample -> sample.id() + "=" + words.apply(itemOf(sample, stream)))
        .toList();
  }

  static StreamReport report(AlignmentResult.Aligned aligned, String stream) {
    return Objects.requireNonNull(aligned.report().streams().get(stream));
  }

  static AlignedItem itemOf(AlignedSample sample, String stream) {
    return sample.items().getOrDefault(stream, new AlignedItem.Filled());
  }

  static String inWords(AlignedItem item) {
    return switch (item) {
      case AlignedItem.Exact exact -> exact.item().id();
      case AlignedItem.Matched(TimedItem found, long skew) -> found.id() + signed(skew);
      case AlignedItem.Held(TimedItem found, long age) -> found.id() + " held " + age;
      case AlignedItem.Interpolated(TimedItem before, TimedItem after, double share) ->
          before.id() + ".." + after.id() + " " + share;
      case AlignedItem.Filled() -> "-";
    };
  }

  private static String signed(long skew) {
    return (skew < 0 ? " " : " +") + skew;
  }
}
