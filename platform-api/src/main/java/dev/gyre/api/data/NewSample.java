package dev.gyre.api.data;

import dev.gyre.api.Digest;
import dev.gyre.api.PlatformException;
import java.util.Map;
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
    metadata = Map.copyOf(metadata);
    if (key.isBlank() || key.length() > 1024) {
      throw PlatformException.invalid("key", key, "1 to 1024 characters");
    }
    if (size < 0) {
      throw PlatformException.invalid("size", size, "0 or more bytes");
    }
  }
}
