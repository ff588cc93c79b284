package dev.gyre.streams.preparation;

import dev.gyre.streams.Split;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A sample that is to be prepared. It may have more streams than are prepared: those are not
 * opened.
 *
 * @param key the sample's key, unique in a run
 * @param label name of its class; null if it is not labelled, which is written as class -1
 * @param group samples of one group are never parted by a split
 * @param place in a sequence; null for a sample that is alone
 * @param streams by name, those that it has
 * @param annotations dense annotations by name
 */
public record InputSample(
    String key,
    @Nullable String label,
    Split split,
    String group,
    @Nullable SequencePlace place,
    Map<String, InputItem> streams,
    Map<String, InputItem> annotations) {

  public InputSample {
    streams = Collections.unmodifiableMap(new TreeMap<>(streams));
    annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
  }

  /** A sample that is one picture, the stream {@code image}. */
  public InputSample(
      String key,
      String sourceId,
      @Nullable String label,
      Split split,
      String group,
      ByteSource bytes) {
    this(
        key,
        label,
        split,
        group,
        null,
        Map.of(PreparedStream.PICTURE, InputItem.of(sourceId, bytes)),
        Map.of());
  }

  /** The id of its first item by name, streams before annotations; empty if it has none. */
  public String sourceId() {
    return streams.values().stream()
        .findFirst()
        .or(() -> annotations.values().stream().findFirst())
        .map(InputItem::sourceId)
        .orElse("");
  }

  /** The item of a stream or annotation that is prepared; null if the sample lacks it. */
  @Nullable InputItem item(PreparedStream stream) {
    return switch (stream.origin()) {
      case STREAM -> streams.get(stream.name());
      case ANNOTATION -> annotations.get(stream.name());
    };
  }
}
