package dev.gyre.api.data;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gyre.api.PlatformException;
import dev.gyre.api.UuidV7;
import java.util.UUID;

/** Identity of a task of a label queue. */
public record LabelTaskId(@JsonValue UUID value) {

  /**
   * @throws PlatformException with {@code INVALID_ARGUMENT} if the text is not a UUID
   */
  @JsonCreator
  public static LabelTaskId valueOf(String text) {
    try {
      return new LabelTaskId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw PlatformException.invalid("label_task_id", text, "a UUID");
    }
  }

  /** A new identity. */
  public static LabelTaskId next() {
    return new LabelTaskId(UuidV7.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
