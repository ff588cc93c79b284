package dev.gyre.api.data;

import dev.gyre.api.Digest;
import dev.gyre.api.PlatformException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A sample whose bytes are in the artifact store already.
 *
 * @param key 1 to 1024 characters
 * @param stream name of the stream in the task contract
 * @param size in bytes
 */
public record NewSample(
    String key,
    @Nullable String group,
    Map<String, Object> metadata,
    String stream,
    Digest artifact,
    String mediaType,
    long size) {

  public NewSample {
    // A null of JSON is an absent value.
    Map<String, Object> present = new HashMap<>(metadata);
    present.values().removeIf(Objects::isNull);
    metadata = Map.copyOf(present);
    if (key.isBlank() || key.length() > 1024) {
      throw PlatformException.invalid("key", key, "1 to 1024 characters");
    }
    if (size < 0) {
      throw PlatformException.invalid("size", size, "0 or more bytes");
    }
  }
}
