package dev.gyre.api.monitoring;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gyre.api.PlatformException;
import dev.gyre.api.UuidV7;
import java.util.UUID;

/** Identity of a failure event. */
public record FailureEventId(@JsonValue UUID value) {

  /**
   * @throws PlatformException with {@code INVALID_ARGUMENT} if the text is not a UUID
   */
  @JsonCreator
  public static FailureEventId valueOf(String text) {
    try {
      return new FailureEventId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw PlatformException.invalid("failure_event_id", text, "a UUID");
    }
  }

  /** A new identity. */
  public static FailureEventId next() {
    return new FailureEventId(UuidV7.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
