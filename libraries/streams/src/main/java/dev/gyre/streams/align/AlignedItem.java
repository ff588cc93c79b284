package dev.gyre.streams.align;

/** What a stream gave to a sample, and how it came. The items keep all their times. */
public sealed interface AlignedItem {

  /** The item's time is the moment. */
  record Exact(TimedItem item) implements AlignedItem {}

  /**
   * The item is near enough.
   *
   * @param skewNanos item time, offset added, less moment
   */
  record Matched(TimedItem item, long skewNanos) implements AlignedItem {}

  /**
   * The item is the newest before the moment.
   *
   * @param ageNanos 0 or more
   */
  record Held(TimedItem item, long ageNanos) implements AlignedItem {}

  /**
   * The value is between those of two items; {@link Interpolation} computes it.
   *
   * @param share of the second, in (0, 1)
   */
  record Interpolated(TimedItem before, TimedItem after, double share) implements AlignedItem {}

  /** There is no item; the stream's declared fill stands in. */
  record Filled() implements AlignedItem {}
}
