package dev.gyre.streams.align;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What became of one stream's items: inputs = used + unused.
 *
 * @param used items that are in one sample or more
 * @param unused ids of items by reason; every reason has an entry
 * @param came ids of samples by how the stream's item came; every way has an entry
 * @param misses ids of moments without an item, in samples that were filled and in moments that
 *     were dropped
 * @param reused ids of items that serve several samples
 * @param clockJumps in the order of the input
 * @param skew of exact, matched and held items
 */
public record StreamReport(
    long inputs,
    long used,
    Map<Unused, Bounded<String>> unused,
    Map<Came, Bounded<String>> came,
    Bounded<String> misses,
    Bounded<String> reused,
    Bounded<ClockJump> clockJumps,
    SkewHistogram skew) {

  public StreamReport {
    unused = Collections.unmodifiableMap(new EnumMap<>(unused));
    came = Collections.unmodifiableMap(new EnumMap<>(came));
    long rejected = unused.values().stream().mapToLong(Bounded::count).sum();
    if (inputs != used + rejected) {
      throw new IllegalArgumentException(
          "%d inputs are not %d used and %d unused".formatted(inputs, used, rejected));
    }
  }

  /** Samples that have an item of their moment or near it. */
  public long pairs() {
    return count(Came.EXACT) + count(Came.MATCHED);
  }

  /** Samples whose item came so. */
  public long count(Came way) {
    Bounded<String> samples = came.get(way);
    return samples == null ? 0 : samples.count();
  }

  /** Items that are unused for this reason. */
  public long count(Unused reason) {
    Bounded<String> items = unused.get(reason);
    return items == null ? 0 : items.count();
  }

  long samples() {
    return came.values().stream().mapToLong(Bounded::count).sum();
  }

  Map<String, Object> toMembers() {
    return Map.of(
        "inputs",
        inputs,
        "used",
        used,
        "unused",
        byName(unused),
        "came",
        byName(came),
        "misses",
        misses.toMembers(id -> id),
        "reused",
        reused.toMembers(id -> id),
        "clock_jumps",
        clockJumps.toMembers(ClockJump::toMembers),
        "skew",
        Map.of(
            "edges_nanos",
            skew.edgesNanos().stream().map(String::valueOf).toList(),
            "counts",
            skew.counts()));
  }

  private static <E extends Enum<E>> Map<String, Object> byName(Map<E, Bounded<String>> counted) {
    Map<String, Object> named = new LinkedHashMap<>();
    counted.forEach(
        (key, ids) -> named.put(key.name().toLowerCase(Locale.ROOT), ids.toMembers(id -> id)));
    return named;
  }
}
