package dev.gyre.api.project;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gyre.api.PlatformException;
import dev.gyre.api.UuidV7;
import java.util.UUID;

/** Identity of a project. */
public record ProjectId(@JsonValue UUID value) {

  /**
   * @throws PlatformException with {@code INVALID_ARGUMENT} if the text is not a UUID
   */
  @JsonCreator
  public static ProjectId valueOf(String text) {
    try {
      return new ProjectId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw PlatformException.invalid("project_id", text, "a UUID");
    }
  }

  /** A new identity. */
  public static ProjectId next() {
    return new ProjectId(UuidV7.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
