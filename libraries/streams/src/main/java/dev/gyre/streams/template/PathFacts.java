package dev.gyre.streams.template;

import dev.gyre.streams.Split;
import org.jspecify.annotations.Nullable;

/**
 * What a path says of its file.
 *
 * @param otherId the id or sequence in a second place, where it differs from the first
 * @param timeTooLarge whether there is a time that nanoseconds do not hold
 */
record PathFacts(
    @Nullable String id,
    @Nullable String sequence,
    @Nullable Long timeNanos,
    Split split,
    @Nullable String otherId,
    boolean timeTooLarge) {

  static final PathFacts NONE = new PathFacts(null, null, null, Split.NONE, null, false);

  PathFacts withId(String value) {
    return id == null
        ? new PathFacts(value, sequence, timeNanos, split, otherId, timeTooLarge)
        : differing(id, value);
  }

  PathFacts withSequence(String value) {
    return sequence == null
        ? new PathFacts(id, value, timeNanos, split, otherId, timeTooLarge)
        : differing(sequence, value);
  }

  PathFacts withTime(@Nullable Long value) {
    return new PathFacts(id, sequence, value, split, otherId, value == null);
  }

  PathFacts withSplit(Split value) {
    return new PathFacts(id, sequence, timeNanos, value, otherId, timeTooLarge);
  }

  private PathFacts differing(String first, String second) {
    return first.equals(second)
        ? this
        : new PathFacts(id, sequence, timeNanos, split, second, timeTooLarge);
  }

  /** The key of the sample: its sequence, then its id, else its time. */
  String key() {
    String own = id == null ? String.valueOf(timeNanos) : id;
    return sequence == null ? own : sequence + "/" + own;
  }
}
