package dev.gyre.streams.align;

import java.util.Locale;
import java.util.Map;

/**
 * How a stream's times are read.
 *
 * @param offsetNanos added to every time before it is compared; within ±{@value #MOST_OFFSET_NANOS}
 * @param jumpNanos a step from one item to the next, in the order of the input, that is longer than
 *     this is reported as a clock jump, as is every step backward; 1 or more
 * @param disorder what to do about steps backward
 */
public record ClockRule(StreamClock clock, long offsetNanos, long jumpNanos, Disorder disorder) {

  /** About three years. */
  public static final long MOST_OFFSET_NANOS = 100_000_000_000_000_000L;

  public ClockRule {
    if (offsetNanos < -MOST_OFFSET_NANOS || offsetNanos > MOST_OFFSET_NANOS) {
      throw new IllegalArgumentException(
          "The offset %d ns is not within ±%d".formatted(offsetNanos, MOST_OFFSET_NANOS));
    }
    if (jumpNanos < 1) {
      throw new IllegalArgumentException(
          "Steps longer than %d ns would be clock jumps; state 1 or more".formatted(jumpNanos));
    }
  }

  /** What to do about items whose time is before that of the item ahead of them. */
  public enum Disorder {
    /** Sort by time; the steps backward are in the report. */
    SORT,
    /** Refuse the run. */
    REFUSE
  }

  Map<String, Object> toMembers() {
    return Map.of(
        "clock",
        clock.wireName(),
        "offset_nanos",
        Long.toString(offsetNanos),
        "jump_nanos",
        Long.toString(jumpNanos),
        "disorder",
        disorder.name().toLowerCase(Locale.ROOT));
  }
}
