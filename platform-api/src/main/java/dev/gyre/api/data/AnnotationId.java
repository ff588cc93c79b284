package dev.gyre.api.data;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gyre.api.PlatformException;
import dev.gyre.api.UuidV7;
import java.util.UUID;

/** Identity of an annotation. */
public record AnnotationId(@JsonValue UUID value) {

  /**
   * @throws PlatformException with {@code INVALID_ARGUMENT} if the text is not a UUID
   */
  @JsonCreator
  public static AnnotationId valueOf(String text) {
    try {
      return new AnnotationId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw PlatformException.invalid("annotation_id", text, "a UUID");
    }
  }

  /** A new identity. */
  public static AnnotationId next() {
    return new AnnotationId(UuidV7.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
