package dev.gyre.streams.template;

import dev.gyre.streams.Split;
import java.util.Collections;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A sample as a tree has it.
 *
 * @param key unique in the import: sequence and id, or sequence and time
 * @param timeNanos null if no path says one
 * @param items by stream, in the order of names; optional streams may be absent
 */
public record ImportedSample(
    String key,
    @Nullable String sequence,
    @Nullable Long timeNanos,
    Split split,
    SequencedMap<String, ImportedItem> items) {

  public ImportedSample {
    items = Collections.unmodifiableSequencedMap(new TreeMap<>(items));
  }
}
