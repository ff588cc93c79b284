package dev.gyre.streams.align;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** One stream's items in the order of time, each time once, and what was found on the way. */
final class Track {

  private final String name;
  private final StreamRule rule;
  private final List<TimedItem> inputs;
  private final List<TimedItem> items = new ArrayList<>();
  private final List<String> duplicates = new ArrayList<>();
  private final List<String> timeless = new ArrayList<>();
  private final List<ClockJump> jumps = new ArrayList<>();
  private final long[] times;

  Track(String name, StreamRule rule, List<TimedItem> inputs) {
    this.name = name;
    this.rule = rule;
    this.inputs = List.copyOf(inputs);
    times = order(findJumps());
  }

  private record At(TimedItem item, long timeNanos) {}

  private List<At> findJumps() {
    List<At> timed = new ArrayList<>(inputs.size());
    for (TimedItem item : inputs) {
      OptionalLong time = item.timeNanos(rule.clock().clock());
      if (time.isEmpty()) {
        timeless.add(item.id());
        continue;
      }
      At at = new At(item, time.getAsLong() + rule.clock().offsetNanos());
      if (!timed.isEmpty()) {
        At last = timed.getLast();
        long step = at.timeNanos() - last.timeNanos();
        if (step < 0 || step > rule.clock().jumpNanos()) {
          jumps.add(new ClockJump(last.item().id(), item.id(), step));
        }
      }
      timed.add(at);
    }
    return timed;
  }

  private long[] order(List<At> timed) {
    timed.sort(Comparator.comparingLong(At::timeNanos));
    long[] kept = new long[timed.size()];
    for (At at : timed) {
      if (!items.isEmpty() && kept[items.size() - 1] == at.timeNanos()) {
        duplicates.add(at.item().id());
      } else {
        kept[items.size()] = at.timeNanos();
        items.add(at.item());
      }
    }
    return Arrays.copyOf(kept, items.size());
  }

  /** What keeps the stream from being aligned. */
  List<Refusal> refusals() {
    List<Refusal> found = new ArrayList<>();
    refuse(
        found,
        Refusal.Reason.KIND_DIFFERS,
        inputs.stream()
            .filter(item -> !item.kind().equals(rule.kind()))
            .map(TimedItem::id)
            .toList(),
        "Items are not of the declared kind '%s'; declare their kind or take them out"
            .formatted(rule.kind().name()));
    refuse(
        found,
        Refusal.Reason.DUPLICATE_ID,
        sameIds(),
        "Ids occur more than once; give every item of the stream one of its own");
    if (rule.clock().disorder() == ClockRule.Disorder.REFUSE) {
      refuse(
          found,
          Refusal.Reason.OUT_OF_ORDER,
          jumps.stream().filter(jump -> jump.stepNanos() < 0).map(ClockJump::toId).toList(),
          "Times by the clock '%s' are before those of the item ahead; sort the items, or declare that they are sorted"
              .formatted(rule.clock().clock().wireName()));
    }
    if (items.isEmpty() && rule.onMiss() != MissRule.FILL) {
      found.add(
          new Refusal(
              Refusal.Reason.EMPTY_STREAM,
              name,
              "None of its %d items has a time by the clock '%s'; give items, or declare the stream optional"
                  .formatted(inputs.size(), rule.clock().clock().wireName()),
              Bounded.of(timeless)));
    }
    return found;
  }

  private void refuse(List<Refusal> found, Refusal.Reason reason, List<String> ids, String detail) {
    if (!ids.isEmpty()) {
      found.add(new Refusal(reason, name, detail, Bounded.of(ids)));
    }
  }

  private List<String> sameIds() {
    Set<String> seen = new HashSet<>();
    return inputs.stream().map(TimedItem::id).filter(id -> !seen.add(id)).toList();
  }

  String name() {
    return name;
  }

  StreamRule rule() {
    return rule;
  }

  long inputs() {
    return inputs.size();
  }

  /** Number of items that can be used. */
  int size() {
    return items.size();
  }

  TimedItem item(int index) {
    return items.get(index);
  }

  /** Time of an item with its offset added; ascends strictly. */
  long timeNanos(int index) {
    return times[index];
  }

  /** All times: read only. */
  long[] times() {
    return times;
  }

  List<String> duplicates() {
    return duplicates;
  }

  List<String> timeless() {
    return timeless;
  }

  List<ClockJump> jumps() {
    return jumps;
  }
}
