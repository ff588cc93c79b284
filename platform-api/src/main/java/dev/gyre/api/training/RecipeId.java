package dev.gyre.api.training;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gyre.api.PlatformException;
import dev.gyre.api.UuidV7;
import java.util.UUID;

/** Identity of one version of a recipe. */
public record RecipeId(@JsonValue UUID value) {

  /**
   * @throws PlatformException with {@code INVALID_ARGUMENT} if the text is not a UUID
   */
  @JsonCreator
  public static RecipeId valueOf(String text) {
    try {
      return new RecipeId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw PlatformException.invalid("recipe_id", text, "a UUID");
    }
  }

  /** A new identity. */
  public static RecipeId next() {
    return new RecipeId(UuidV7.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
