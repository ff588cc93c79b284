package dev.gyre.streams.align;

import java.util.function.IntPredicate;

/** Which item of one stream each moment gets. */
final class Matching {

  private static final int NONE = -1;

  private final Track track;
  private final Moments moments;

  /** By moment the index of its item, of the first of two when interpolated, or -1. */
  private final int[] items;

  private Matching(Track track, Moments moments, int[] items) {
    this.track = track;
    this.moments = moments;
    this.items = items;
  }

  static Matching of(Track track, Moments moments) {
    int[] items =
        switch (track.rule().policy()) {
          case Policy.Exact() -> newest(track, moments, 0);
          case Policy.Nearest(long tolerance, Policy.Reuse reuse) ->
              reuse == Policy.Reuse.ONCE
                  ? OneToOne.pairs(moments, track, tolerance)
                  : nearest(track, moments, tolerance);
          case Policy.AsOf(long tolerance, Policy.Reuse reuse) -> {
            int[] newest = newest(track, moments, tolerance);
            yield reuse == Policy.Reuse.ONCE ? firstUses(newest) : newest;
          }
          case Policy.Hold(long maxAge) -> newest(track, moments, maxAge);
          case Policy.Interpolate(long maxGap) -> between(track, moments, maxGap);
        };
    return new Matching(track, moments, items);
  }

  /** The newest item at or before each moment, if it is not older than that. */
  private static int[] newest(Track track, Moments moments, long maxAgeNanos) {
    int[] items = new int[moments.size()];
    int next = 0;
    for (int k = 0; k < items.length; k++) {
      while (next < track.size() && track.timeNanos(next) <= moments.timeNanos(k)) {
        next++;
      }
      boolean fresh = next > 0 && moments.timeNanos(k) - track.timeNanos(next - 1) <= maxAgeNanos;
      items[k] = fresh ? next - 1 : NONE;
    }
    return items;
  }

  private static int[] firstUses(int[] items) {
    int[] first = items.clone();
    for (int k = 1; k < items.length; k++) {
      if (items[k] == items[k - 1]) {
        first[k] = NONE;
      }
    }
    return first;
  }

  private static int[] nearest(Track track, Moments moments, long toleranceNanos) {
    int[] items = newest(track, moments, Long.MAX_VALUE);
    for (int k = 0; k < items.length; k++) {
      int after = items[k] + 1;
      long before = items[k] == NONE ? Long.MAX_VALUE : gap(track, moments, items[k], k);
      if (after < track.size() && gap(track, moments, after, k) < before) {
        items[k] = after;
      }
      if (items[k] != NONE && gap(track, moments, items[k], k) > toleranceNanos) {
        items[k] = NONE;
      }
    }
    return items;
  }

  private static long gap(Track track, Moments moments, int item, int moment) {
    return Math.abs(track.timeNanos(item) - moments.timeNanos(moment));
  }

  private static int[] between(Track track, Moments moments, long maxGapNanos) {
    int[] items = newest(track, moments, Long.MAX_VALUE);
    for (int k = 0; k < items.length; k++) {
      int before = items[k];
      if (before == NONE || track.timeNanos(before) == moments.timeNanos(k)) {
        continue;
      }
      boolean bridged =
          before + 1 < track.size()
              && track.timeNanos(before + 1) - track.timeNanos(before) <= maxGapNanos;
      items[k] = bridged ? before : NONE;
    }
    return items;
  }

  Track track() {
    return track;
  }

  boolean misses(int moment) {
    return items[moment] == NONE;
  }

  /** What the moment gets; {@link AlignedItem.Filled} where it misses. */
  AlignedItem item(int moment) {
    int index = items[moment];
    if (index == NONE) {
      return new AlignedItem.Filled();
    }
    TimedItem item = track.item(index);
    long skew = track.timeNanos(index) - moments.timeNanos(moment);
    return switch (track.rule().policy()) {
      case Policy.Exact _ -> new AlignedItem.Exact(item);
      case Policy.Nearest _, Policy.AsOf _ -> new AlignedItem.Matched(item, skew);
      case Policy.Hold _ -> new AlignedItem.Held(item, -skew);
      case Policy.Interpolate _ when skew == 0 -> new AlignedItem.Exact(item);
      case Policy.Interpolate _ -> {
        double whole = track.timeNanos(index + 1) - track.timeNanos(index);
        yield new AlignedItem.Interpolated(item, track.item(index + 1), -skew / whole);
      }
    };
  }

  /** Item time less moment. */
  long skewNanos(int moment) {
    return track.timeNanos(items[moment]) - moments.timeNanos(moment);
  }

  /** How many of these moments each item serves. */
  int[] uses(IntPredicate counted) {
    int[] uses = new int[track.size()];
    for (int k = 0; k < items.length; k++) {
      if (items[k] == NONE || !counted.test(k)) {
        continue;
      }
      uses[items[k]]++;
      if (track.rule().policy() instanceof Policy.Interpolate && skewNanos(k) != 0) {
        uses[items[k] + 1]++;
      }
    }
    return uses;
  }

  /** Whether a moment is where the policy could have taken that item. */
  boolean inReach(int item) {
    long time = track.timeNanos(item);
    return switch (track.rule().policy()) {
      case Policy.Exact() -> moments.anyIn(time, time);
      case Policy.Nearest(long tolerance, _) -> moments.anyIn(time - tolerance, time + tolerance);
      case Policy.AsOf(long tolerance, _) -> moments.anyIn(time, time + tolerance);
      case Policy.Hold(long maxAge) -> moments.anyIn(time, time + maxAge);
      case Policy.Interpolate(long maxGap) -> moments.anyIn(time - maxGap, time + maxGap);
    };
  }
}
