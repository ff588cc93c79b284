package dev.gyre.api.eval;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gyre.api.PlatformException;
import dev.gyre.api.UuidV7;
import java.util.UUID;

/** Identity of an evaluation. */
public record EvaluationId(@JsonValue UUID value) {

  /**
   * @throws PlatformException with {@code INVALID_ARGUMENT} if the text is not a UUID
   */
  @JsonCreator
  public static EvaluationId valueOf(String text) {
    try {
      return new EvaluationId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw PlatformException.invalid("evaluation_id", text, "a UUID");
    }
  }

  /** A new identity. */
  public static EvaluationId next() {
    return new EvaluationId(UuidV7.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
