package dev.gyre.api.monitoring;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gyre.api.PlatformException;
import dev.gyre.api.UuidV7;
import java.util.UUID;

/** Identity of one piece of feedback. */
public record FeedbackId(@JsonValue UUID value) {

  /**
   * @throws PlatformException with {@code INVALID_ARGUMENT} if the text is not a UUID
   */
  @JsonCreator
  public static FeedbackId valueOf(String text) {
    try {
      return new FeedbackId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw PlatformException.invalid("feedback_id", text, "a UUID");
    }
  }

  /** A new identity. */
  public static FeedbackId next() {
    return new FeedbackId(UuidV7.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
