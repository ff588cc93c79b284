package dev.gyre.api.project;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gyre.api.PlatformException;
import dev.gyre.api.UuidV7;
import java.util.UUID;

/** Identity of a principal. */
public record PrincipalId(@JsonValue UUID value) {

  /**
   * @throws PlatformException with {@code INVALID_ARGUMENT} if the text is not a UUID
   */
  @JsonCreator
  public static PrincipalId valueOf(String text) {
    try {
      return new PrincipalId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw PlatformException.invalid("principal_id", text, "a UUID");
    }
  }

  /** A new identity. */
  public static PrincipalId next() {
    return new PrincipalId(UuidV7.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
