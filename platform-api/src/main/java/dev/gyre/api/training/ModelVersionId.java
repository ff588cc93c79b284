package dev.gyre.api.training;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gyre.api.PlatformException;
import dev.gyre.api.UuidV7;
import java.util.UUID;

/** Identity of a model version. */
public record ModelVersionId(@JsonValue UUID value) {

  /**
   * @throws PlatformException with {@code INVALID_ARGUMENT} if the text is not a UUID
   */
  @JsonCreator
  public static ModelVersionId valueOf(String text) {
    try {
      return new ModelVersionId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw PlatformException.invalid("model_version_id", text, "a UUID");
    }
  }

  /** A new identity. */
  public static ModelVersionId next() {
    return new ModelVersionId(UuidV7.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
