package dev.gyre.api.eval;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gyre.api.PlatformException;
import dev.gyre.api.UuidV7;
import java.util.UUID;

/** Identity of a prediction set. */
public record PredictionSetId(@JsonValue UUID value) {

  /**
   * @throws PlatformException with {@code INVALID_ARGUMENT} if the text is not a UUID
   */
  @JsonCreator
  public static PredictionSetId valueOf(String text) {
    try {
      return new PredictionSetId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw PlatformException.invalid("prediction_set_id", text, "a UUID");
    }
  }

  /** A new identity. */
  public static PredictionSetId next() {
    return new PredictionSetId(UuidV7.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
