package dev.gyre.streams.preparation;

import org.jspecify.annotations.Nullable;

/**
 * Where a sample stands in its sequence.
 *
 * @param sequence its name; no two samples of a sequence have one time
 * @param index position, 0 or more
 * @param timeNanos by the clock that orders the sequence; null if only the order is known
 */
public record SequencePlace(String sequence, int index, @Nullable Long timeNanos) {

  public SequencePlace {
    if (index < 0) {
      throw new IllegalArgumentException(
          "Index %d in sequence '%s'; give 0 or more".formatted(index, sequence));
    }
  }
}
