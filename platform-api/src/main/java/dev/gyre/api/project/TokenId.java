package dev.gyre.api.project;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gyre.api.PlatformException;
import dev.gyre.api.UuidV7;
import java.util.UUID;

/** Identity of a token. */
public record TokenId(@JsonValue UUID value) {

  /**
   * @throws PlatformException with {@code INVALID_ARGUMENT} if the text is not a UUID
   */
  @JsonCreator
  public static TokenId valueOf(String text) {
    try {
      return new TokenId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw PlatformException.invalid("token_id", text, "a UUID");
    }
  }

  /** A new identity. */
  public static TokenId next() {
    return new TokenId(UuidV7.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
