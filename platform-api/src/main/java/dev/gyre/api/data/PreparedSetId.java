package dev.gyre.api.data;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gyre.api.PlatformException;
import dev.gyre.api.UuidV7;
import java.util.UUID;

/** Identity of a prepared set. */
public record PreparedSetId(@JsonValue UUID value) {

  /**
   * @throws PlatformException with {@code INVALID_ARGUMENT} if the text is not a UUID
   */
  @JsonCreator
  public static PreparedSetId valueOf(String text) {
    try {
      return new PreparedSetId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw PlatformException.invalid("prepared_set_id", text, "a UUID");
    }
  }

  /** A new identity. */
  public static PreparedSetId next() {
    return new PreparedSetId(UuidV7.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
