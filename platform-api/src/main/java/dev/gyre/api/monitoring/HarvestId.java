package dev.gyre.api.monitoring;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gyre.api.PlatformException;
import dev.gyre.api.UuidV7;
import java.util.UUID;

/** Identity of a harvest. */
public record HarvestId(@JsonValue UUID value) {

  /**
   * @throws PlatformException with {@code INVALID_ARGUMENT} if the text is not a UUID
   */
  @JsonCreator
  public static HarvestId valueOf(String text) {
    try {
      return new HarvestId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw PlatformException.invalid("harvest_id", text, "a UUID");
    }
  }

  /** A new identity. */
  public static HarvestId next() {
    return new HarvestId(UuidV7.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
