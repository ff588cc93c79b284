package dev.gyre.api.monitoring;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gyre.api.PlatformException;
import dev.gyre.api.UuidV7;
import java.util.UUID;

/** Identity of an incident. */
public record IncidentId(@JsonValue UUID value) {

  /**
   * @throws PlatformException with {@code INVALID_ARGUMENT} if the text is not a UUID
   */
  @JsonCreator
  public static IncidentId valueOf(String text) {
    try {
      return new IncidentId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw PlatformException.invalid("incident_id", text, "a UUID");
    }
  }

  /** A new identity. */
  public static IncidentId next() {
    return new IncidentId(UuidV7.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
