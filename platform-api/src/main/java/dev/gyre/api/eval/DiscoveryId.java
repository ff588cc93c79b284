package dev.gyre.api.eval;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gyre.api.PlatformException;
import dev.gyre.api.UuidV7;
import java.util.UUID;

/** Identity of a discovery. */
public record DiscoveryId(@JsonValue UUID value) {

  /**
   * @throws PlatformException with {@code INVALID_ARGUMENT} if the text is not a UUID
   */
  @JsonCreator
  public static DiscoveryId valueOf(String text) {
    try {
      return new DiscoveryId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw PlatformException.invalid("discovery_id", text, "a UUID");
    }
  }

  /** A new identity. */
  public static DiscoveryId next() {
    return new DiscoveryId(UuidV7.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
