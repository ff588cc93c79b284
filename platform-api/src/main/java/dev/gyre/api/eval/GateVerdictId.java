package dev.gyre.api.eval;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gyre.api.PlatformException;
import dev.gyre.api.UuidV7;
import java.util.UUID;

/** Identity of a gate verdict. */
public record GateVerdictId(@JsonValue UUID value) {

  /**
   * @throws PlatformException with {@code INVALID_ARGUMENT} if the text is not a UUID
   */
  @JsonCreator
  public static GateVerdictId valueOf(String text) {
    try {
      return new GateVerdictId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw PlatformException.invalid("gate_verdict_id", text, "a UUID");
    }
  }

  /** A new identity. */
  public static GateVerdictId next() {
    return new GateVerdictId(UuidV7.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
