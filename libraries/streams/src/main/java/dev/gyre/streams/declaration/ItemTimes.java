package dev.gyre.streams.declaration;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every time that came with an item, in nanoseconds; all kept, whichever one orders the stream.
 *
 * @param byClock time of the item by the name of the clock
 * @param exposureStartNanos by the stream's clock; null if unknown
 * @param exposureEndNanos by the stream's clock, not before the start; null if unknown
 * @param rowNanos from one row's exposure to the next, 0 or more; null if unknown or all at once
 */
public record ItemTimes(
    Map<String, Long> byClock,
    @Nullable Long exposureStartNanos,
    @Nullable Long exposureEndNanos,
    @Nullable Long rowNanos) {

  /** None came. */
  public static final ItemTimes NONE = new ItemTimes(Map.of(), null, null, null);

  public ItemTimes {
    byClock = Map.copyOf(byClock);
    if (exposureStartNanos != null
        && exposureEndNanos != null
        && exposureEndNanos < exposureStartNanos) {
      throw new IllegalArgumentException(
          "times.exposureEndNanos is %d, before the start %d"
              .formatted(exposureEndNanos, exposureStartNanos));
    }
    if (rowNanos != null && rowNanos < 0) {
      throw new IllegalArgumentException(
          "times.rowNanos is %d; give 0 or more".formatted(rowNanos));
    }
  }

  /** The one time of an item. */
  public static ItemTimes of(String clock, long nanos) {
    return new ItemTimes(Map.of(clock, nanos), null, null, null);
  }
}
