package dev.gyre.streams.shard;

import java.util.Map;
import java.util.TreeMap;

/** How many samples were written, and how many of them lack which stream. */
public final class PresenceCounts {

  private final Map<String, Long> absent = new TreeMap<>();
  private long samples;

  /** Counts a sample. */
  public void add(StreamFields.Written written) {
    samples++;
    written.absent().forEach(stream -> absent.merge(stream, 1L, Long::sum));
  }

  /** All samples so far. */
  public long samples() {
    return samples;
  }

  /** Samples without a stream, by its name; streams that are always there are left out. */
  public Map<String, Long> absent() {
    return Map.copyOf(absent);
  }
}
