package dev.gyre.api.data;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gyre.api.PlatformException;
import dev.gyre.api.UuidV7;
import java.util.UUID;

/** Identity of a sample. */
public record SampleId(@JsonValue UUID value) {

  /**
   * @throws PlatformException with {@code INVALID_ARGUMENT} if the text is not a UUID
   */
  @JsonCreator
  public static SampleId valueOf(String text) {
    try {
      return new SampleId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw PlatformException.invalid("sample_id", text, "a UUID");
    }
  }

  /** A new identity. */
  public static SampleId next() {
    return new SampleId(UuidV7.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
