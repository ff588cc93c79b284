package dev.gyre.api.serving;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gyre.api.PlatformException;
import dev.gyre.api.UuidV7;
import java.util.UUID;

/** Identity of an endpoint. */
public record EndpointId(@JsonValue UUID value) {

  /**
   * @throws PlatformException with {@code INVALID_ARGUMENT} if the text is not a UUID
   */
  @JsonCreator
  public static EndpointId valueOf(String text) {
    try {
      return new EndpointId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw PlatformException.invalid("endpoint_id", text, "a UUID");
    }
  }

  /** A new identity. */
  public static EndpointId next() {
    return new EndpointId(UuidV7.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
