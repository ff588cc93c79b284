package dev.gyre.api.data;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gyre.api.PlatformException;
import dev.gyre.api.UuidV7;
import java.util.UUID;

/** Identity of a label queue. */
public record LabelQueueId(@JsonValue UUID value) {

  /**
   * @throws PlatformException with {@code INVALID_ARGUMENT} if the text is not a UUID
   */
  @JsonCreator
  public static LabelQueueId valueOf(String text) {
    try {
      return new LabelQueueId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw PlatformException.invalid("label_queue_id", text, "a UUID");
    }
  }

  /** A new identity. */
  public static LabelQueueId next() {
    return new LabelQueueId(UuidV7.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
