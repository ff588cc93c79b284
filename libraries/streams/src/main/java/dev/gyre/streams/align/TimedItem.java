package dev.gyre.streams.align;

import dev.gyre.streams.StreamKind;
import dev.gyre.streams.canonical.CanonicalJson;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One item of a stream with all the times that it came with. Alignment picks one of them and
 * changes none.
 *
 * @param id unique in its stream, not blank
 * @param timesNanos by clock, each within ±{@value #MOST_NANOS}; a clock that did not tell is
 *     absent
 */
public record TimedItem(String id, StreamKind kind, Map<StreamClock, Long> timesNanos) {

  /** Bound of all times, so that differences fit: as time since 1970 it is in the year 2096. */
  public static final long MOST_NANOS = 4_000_000_000_000_000_000L;

  public TimedItem {
    if (id.isBlank() || !CanonicalJson.isWellFormed(id)) {
      throw new IllegalArgumentException(
          "Item id '%s' is blank or not well-formed Unicode".formatted(id));
    }
    timesNanos = Map.copyOf(timesNanos);
    for (Map.Entry<StreamClock, Long> time : timesNanos.entrySet()) {
      if (time.getValue() < -MOST_NANOS || time.getValue() > MOST_NANOS) {
        throw new IllegalArgumentException(
            "Item '%s' has the %s time %d ns; times are within ±%d"
                .formatted(id, time.getKey().wireName(), time.getValue(), MOST_NANOS));
      }
    }
  }

  /** An item that came with one clock only. */
  public static TimedItem of(String id, StreamKind kind, StreamClock clock, long timeNanos) {
    return new TimedItem(id, kind, Map.of(clock, timeNanos));
  }

  /** The time by that clock, if the item came with it. */
  public OptionalLong timeNanos(StreamClock clock) {
    Long time = timesNanos.get(clock);
    return time == null ? OptionalLong.empty() : OptionalLong.of(time);
  }
}
