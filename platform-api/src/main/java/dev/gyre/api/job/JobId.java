package dev.gyre.api.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gyre.api.PlatformException;
import dev.gyre.api.UuidV7;
import java.util.UUID;

/** Identity of a job. */
public record JobId(@JsonValue UUID value) {

  /**
   * @throws PlatformException with {@code INVALID_ARGUMENT} if the text is not a UUID
   */
  @JsonCreator
  public static JobId valueOf(String text) {
    try {
      return new JobId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw PlatformException.invalid("job_id", text, "a UUID");
    }
  }

  /** A new identity. */
  public static JobId next() {
    return new JobId(UuidV7.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
