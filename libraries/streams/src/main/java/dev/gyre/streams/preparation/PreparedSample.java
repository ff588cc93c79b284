package dev.gyre.streams.preparation;

import dev.gyre.streams.array.NdArray;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * A sample read back from a shard.
 *
 * @param shardKey its key in the form of shards
 * @param classIndex position of its label in the preparation's classes; -1 without label
 * @param streams stored values of every stream, in the order of the preparation; fills too
 * @param absent streams whose values are a fill
 * @param metaJson canonical JSON of all else that is known of it
 */
public record PreparedSample(
    String shardKey,
    int classIndex,
    SequencedMap<String, NdArray> streams,
    Set<String> absent,
    String metaJson) {

  public PreparedSample {
    streams = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(streams));
    absent = Set.copyOf(absent);
  }

  /**
   * The stored values of a stream.
   *
   * @throws IllegalArgumentException if no such stream was prepared
   */
  public NdArray stream(String name) {
    NdArray array = ((Map<String, NdArray>) streams).get(name);
    if (array == null) {
      throw new IllegalArgumentException(
          "No stream '%s' was prepared, only %s".formatted(name, streams.keySet()));
    }
    return array;
  }

  /** The streams that have values, not a fill. */
  public SequencedMap<String, NdArray> present() {
    SequencedMap<String, NdArray> present = new LinkedHashMap<>(streams);
    present.keySet().removeAll(absent);
    return present;
  }
}
