package dev.gyre.streams.check;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sample to be checked.
 *
 * @param timeNanos null if it has no time
 * @param items by stream
 */
public record CheckedSample(
    String key,
    @Nullable String sequence,
    @Nullable Long timeNanos,
    Map<String, CheckedItem> items) {

  public CheckedSample {
    items = Map.copyOf(items);
  }
}
