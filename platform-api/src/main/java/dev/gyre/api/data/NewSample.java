package dev.gyre.api.data;

import dev.gyre.api.PlatformException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sample whose bytes are in the artifact store already.
 *
 * @param key 1 to 1024 characters
 * @param sequence what it is one moment of, 1 to 1024 characters; absent for none
 * @param timeNs in nanoseconds by the clock of its sequence; absent for none
 * @param streams at least one, each stream of the task contract once
 */
public record NewSample(
    String key,
    @Nullable String sequence,
    @Nullable Long timeNs,
    @Nullable String group,
    Map<String, Object> metadata,
    List<StreamItem> streams) {

  private static final int MAX_TEXT = 1024;

  public NewSample {
    metadata = FreeForm.copy(metadata);
    streams = List.copyOf(streams);
    requireText("key", key);
    if (sequence != null) {
      requireText("sequence", sequence);
    }
    if (streams.isEmpty()) {
      throw PlatformException.invalid("streams", "empty", "one item or more");
    }
    for (StreamItem item : streams) {
      if (item.size() < 0) {
        throw PlatformException.invalid("size", item.size(), "0 or more bytes");
      }
    }
  }

  private static void requireText(String field, String text) {
    if (text.isBlank() || text.length() > MAX_TEXT) {
      throw PlatformException.invalid(field, text, "1 to %d characters".formatted(MAX_TEXT));
    }
  }
}
