package dev.gyre.api.data;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gyre.api.PlatformException;
import dev.gyre.api.UuidV7;
import java.util.UUID;

/** Identity of a preparation. */
public record PreparationId(@JsonValue UUID value) {

  /**
   * @throws PlatformException with {@code INVALID_ARGUMENT} if the text is not a UUID
   */
  @JsonCreator
  public static PreparationId valueOf(String text) {
    try {
      return new PreparationId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw PlatformException.invalid("preparation_id", text, "a UUID");
    }
  }

  /** A new identity. */
  public static PreparationId next() {
    return new PreparationId(UuidV7.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
