package dev.gyre.api.project;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gyre.api.PlatformException;
import dev.gyre.api.UuidV7;
import java.util.UUID;

/** Identity of a task contract. */
public record TaskContractId(@JsonValue UUID value) {

  /**
   * @throws PlatformException with {@code INVALID_ARGUMENT} if the text is not a UUID
   */
  @JsonCreator
  public static TaskContractId valueOf(String text) {
    try {
      return new TaskContractId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw PlatformException.invalid("task_contract_id", text, "a UUID");
    }
  }

  /** A new identity. */
  public static TaskContractId next() {
    return new TaskContractId(UuidV7.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
