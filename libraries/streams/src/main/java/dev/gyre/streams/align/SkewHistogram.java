package dev.gyre.streams.align;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How far items lie from their moments: item time, offset added, less moment; below 0 is before.
 *
 * @param edgesNanos ascending
 * @param counts one more than edges: below the first edge, from each edge to the next, from the
 *     last edge up
 */
public record SkewHistogram(List<Long> edgesNanos, List<Long> counts) {

  /** From -1 s to 1 s in powers of ten down to a microsecond; 0 has the bin [0, 1). */
  public static final List<Long> DECADES =
      List.of(
          -1_000_000_000L,
          -100_000_000L,
          -10_000_000L,
          -1_000_000L,
          -100_000L,
          -10_000L,
          -1_000L,
          0L,
          1L,
          1_000L,
          10_000L,
          100_000L,
          1_000_000L,
          10_000_000L,
          100_000_000L,
          1_000_000_000L);

  public SkewHistogram {
    edgesNanos = List.copyOf(edgesNanos);
    counts = List.copyOf(counts);
    checkEdges(edgesNanos);
    if (counts.size() != edgesNanos.size() + 1) {
      throw new IllegalArgumentException(
          "%d edges make %d bins, not %d"
              .formatted(edgesNanos.size(), edgesNanos.size() + 1, counts.size()));
    }
  }

  static SkewHistogram of(List<Long> edgesNanos, List<Long> skewsNanos) {
    List<Long> counts = new ArrayList<>(Collections.nCopies(edgesNanos.size() + 1, 0L));
    for (Long skew : skewsNanos) {
      int found = Collections.binarySearch(edgesNanos, skew);
      int bin = found >= 0 ? found + 1 : -found - 1;
      counts.set(bin, counts.get(bin) + 1);
    }
    return new SkewHistogram(edgesNanos, counts);
  }

  static void checkEdges(List<Long> edgesNanos) {
    for (int i = 1; i < edgesNanos.size(); i++) {
      if (edgesNanos.get(i - 1) >= edgesNanos.get(i)) {
        throw new IllegalArgumentException("Bin edges %s do not ascend".formatted(edgesNanos));
      }
    }
  }
}
