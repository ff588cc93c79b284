package dev.gyre.streams.align;

import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * Pairs of moments and items by the smallest gap first, each side once. Of what is not yet paired,
 * the closest pair always lies side by side in the merged order of time, so that neighbours are all
 * that a queue must hold: O(n log n), where looking at all pairs would be O(n²).
 */
final class OneToOne {

  private static final int NONE = -1;

  private final Moments moments;
  private final Track track;
  private final long toleranceNanos;

  /** Places of the merged order: a moment's index, or an item's as {@code -1 - index}. */
  private final int[] places;

  private final int[] left;
  private final int[] right;
  private final PriorityQueue<Pair> nearest = new PriorityQueue<>();

  private OneToOne(Moments moments, Track track, long toleranceNanos) {
    this.moments = moments;
    this.track = track;
    this.toleranceNanos = toleranceNanos;
    places = merge();
    left = new int[places.length];
    right = new int[places.length];
    Arrays.setAll(left, place -> place - 1);
    Arrays.setAll(right, place -> place + 1 < places.length ? place + 1 : NONE);
  }

  /** For each moment the index of its item, or -1. */
  static int[] pairs(Moments moments, Track track, long toleranceNanos) {
    return new OneToOne(moments, track, toleranceNanos).pairs();
  }

  private record Pair(long gapNanos, int moment, int item, int leftPlace, int rightPlace)
      implements Comparable<Pair> {

    @Override
    public int compareTo(Pair that) {
      int byGap = Long.compare(gapNanos, that.gapNanos);
      int byMoment = byGap != 0 ? byGap : Integer.compare(moment, that.moment);
      return byMoment != 0 ? byMoment : Integer.compare(item, that.item);
    }
  }

  private int[] merge() {
    int[] merged = new int[moments.size() + track.size()];
    int moment = 0;
    int item = 0;
    while (moment + item < merged.length) {
      boolean momentNext =
          item == track.size()
              || (moment < moments.size() && moments.timeNanos(moment) <= track.timeNanos(item));
      merged[moment + item] = momentNext ? moment : -1 - item;
      moment += momentNext ? 1 : 0;
      item += momentNext ? 0 : 1;
    }
    return merged;
  }

  private int[] pairs() {
    int[] items = new int[moments.size()];
    Arrays.fill(items, NONE);
    boolean[] taken = new boolean[places.length];
    for (int place = 0; place + 1 < places.length; place++) {
      offer(place, place + 1);
    }
    for (Pair pair = nearest.poll(); pair != null; pair = nearest.poll()) {
      if (taken[pair.leftPlace()] || taken[pair.rightPlace()]) {
        continue;
      }
      taken[pair.leftPlace()] = true;
      taken[pair.rightPlace()] = true;
      items[pair.moment()] = pair.item();
      join(left[pair.leftPlace()], right[pair.rightPlace()]);
    }
    return items;
  }

  private void join(int leftPlace, int rightPlace) {
    if (leftPlace != NONE) {
      right[leftPlace] = rightPlace;
    }
    if (rightPlace != NONE) {
      left[rightPlace] = leftPlace;
    }
    if (leftPlace != NONE && rightPlace != NONE) {
      offer(leftPlace, rightPlace);
    }
  }

  private void offer(int leftPlace, int rightPlace) {
    int one = places[leftPlace];
    int other = places[rightPlace];
    if ((one < 0) == (other < 0)) {
      return;
    }
    int moment = Math.max(one, other);
    int item = -1 - Math.min(one, other);
    long gap = Math.abs(moments.timeNanos(moment) - track.timeNanos(item));
    if (gap <= toleranceNanos) {
      nearest.add(new Pair(gap, moment, item, leftPlace, rightPlace));
    }
  }
}
