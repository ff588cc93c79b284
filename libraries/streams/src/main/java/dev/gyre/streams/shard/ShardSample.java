package dev.gyre.streams.shard;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * One sample as it lies in a shard.
 *
 * @param key what is before the first dot of its file names
 * @param fields what follows that dot, for example {@code image.png}, with the bytes, in the order
 *     of the shard; the arrays are shared, not copied: read only
 */
public record ShardSample(String key, SequencedMap<String, byte[]> fields) {

  public ShardSample {
    fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
  }

  /**
   * The bytes of a field.
   *
   * @throws IllegalArgumentException if the sample has no such field
   */
  public byte[] field(String name) {
    byte[] bytes = ((Map<String, byte[]>) fields).get(name);
    if (bytes == null) {
      throw new IllegalArgumentException(
          "Sample '%s' has no field '%s', only %s".formatted(key, name, fields.keySet()));
    }
    return bytes;
  }
}
