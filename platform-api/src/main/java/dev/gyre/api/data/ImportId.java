package dev.gyre.api.data;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gyre.api.PlatformException;
import dev.gyre.api.UuidV7;
import java.util.UUID;

/** Identity of an import. */
public record ImportId(@JsonValue UUID value) {

  /**
   * @throws PlatformException with {@code INVALID_ARGUMENT} if the text is not a UUID
   */
  @JsonCreator
  public static ImportId valueOf(String text) {
    try {
      return new ImportId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw PlatformException.invalid("import_id", text, "a UUID");
    }
  }

  /** A new identity. */
  public static ImportId next() {
    return new ImportId(UuidV7.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
