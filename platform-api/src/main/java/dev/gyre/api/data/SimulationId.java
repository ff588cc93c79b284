package dev.gyre.api.data;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gyre.api.PlatformException;
import dev.gyre.api.UuidV7;
import java.util.UUID;

/** Identity of a simulation. */
public record SimulationId(@JsonValue UUID value) {

  /**
   * @throws PlatformException with {@code INVALID_ARGUMENT} if the text is not a UUID
   */
  @JsonCreator
  public static SimulationId valueOf(String text) {
    try {
      return new SimulationId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw PlatformException.invalid("simulation_id", text, "a UUID");
    }
  }

  /** A new identity. */
  public static SimulationId next() {
    return new SimulationId(UuidV7.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
