package dev.gyre.streams.align;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The times of the timeline, strictly ascending, with their ids. */
final class Moments {

  /** More than three days at 50 Hz. */
  static final int MOST = 1 << 24;

  private final long[] times;
  private final @Nullable Track master;

  private Moments(long[] times, @Nullable Track master) {
    this.times = times;
    this.master = master;
  }

  /** Adds to the refusals and gives no moment if there is no timeline. */
  static Moments of(Timeline timeline, Map<String, Track> tracks, List<Refusal> refusals) {
    return switch (timeline) {
      case Timeline.Master(String stream) -> {
        Track master = Objects.requireNonNull(tracks.get(stream));
        yield new Moments(master.times(), master);
      }
      case Timeline.Grid grid -> new Moments(grid(grid, tracks.values(), refusals), null);
    };
  }

  private static long[] grid(Timeline.Grid grid, Collection<Track> tracks, List<Refusal> refusals) {
    List<Track> needed =
        tracks.stream().filter(track -> track.rule().onMiss() != MissRule.FILL).toList();
    List<Track> bounding =
        needed.isEmpty() ? tracks.stream().filter(track -> track.size() > 0).toList() : needed;
    long from = bounding.stream().mapToLong(track -> track.timeNanos(0)).max().orElse(1);
    long to =
        bounding.stream().mapToLong(track -> track.timeNanos(track.size() - 1)).min().orElse(0);
    long origin =
        switch (grid.origin()) {
          case Timeline.Origin.At at -> at.timeNanos();
          case Timeline.Origin.FirstCommon() -> from;
        };
    long first = grid.numberAt(from - origin);
    long count = grid.numberAt(to - origin + 1) - first;
    if (from > to || count < 1) {
      refuse(
          refusals,
          Refusal.Reason.NO_COMMON_TIME,
          "The last stream begins at %d ns, the first ends at %d ns, and no moment of the grid is between; check clocks and offsets"
              .formatted(from, to));
      return new long[0];
    }
    if (count > MOST) {
      refuse(
          refusals,
          Refusal.Reason.TOO_MANY_SAMPLES,
          "The grid has %d moments from %d to %d ns; at most %d are aligned at once: cut the recording or lower the rate"
              .formatted(count, from, to, MOST));
      return new long[0];
    }
    long[] times = new long[(int) count];
    Arrays.setAll(times, k -> origin + grid.sinceOrigin(first + k));
    return times;
  }

  private static void refuse(List<Refusal> refusals, Refusal.Reason reason, String detail) {
    refusals.add(new Refusal(reason, "", detail, Bounded.of(List.of())));
  }

  int size() {
    return times.length;
  }

  long timeNanos(int index) {
    return times[index];
  }

  String id(int index) {
    return master == null ? "@" + times[index] : master.item(index).id();
  }

  /** Index of the first moment at or after a time; {@link #size} if there is none. */
  int firstFrom(long timeNanos) {
    int found = Arrays.binarySearch(times, timeNanos);
    return found >= 0 ? found : -found - 1;
  }

  /** Whether a moment is in this closed span. */
  boolean anyIn(long fromNanos, long toNanos) {
    int first = firstFrom(fromNanos);
    return first < times.length && times[first] <= toNanos;
  }
}
