package dev.gyre.api.serving;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gyre.api.PlatformException;
import java.util.UUID;

/**
 * Identity of a logged prediction, and its place in the log: ids ascend in the order in which
 * predictions become visible, over all processes. A reader that goes on after the last id that it
 * has seen misses none.
 *
 * @param value a UUID of version 7; its time is when the prediction was written
 */
public record LogId(@JsonValue UUID value) implements Comparable<LogId> {

  /**
   * @throws PlatformException with {@code INVALID_ARGUMENT} if the text is not a UUID
   */
  @JsonCreator
  public static LogId valueOf(String text) {
    try {
      return new LogId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw PlatformException.invalid("log_id", text, "a UUID");
    }
  }

  /** The order of the log. */
  @Override
  public int compareTo(LogId other) {
    int high =
        Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(
            value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
