package dev.gyre.infra.postgres;

import dev.gyre.api.PlatformException;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.postgresql.util.PGobject;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Records as {@code jsonb} and back. Names are in snake case, null is absent, {@code long} is a
 * string, fields unknown to this release are passed over. Free-form JSON goes as {@link JsonNode},
 * which keeps its numbers as they are; a {@code Map} with a {@code Long} would not.
 */
public final class Jsonb {

  /** An escaped NUL with an even number of backslashes before it. */
  private static final Pattern NUL = Pattern.compile("(?<!\\\\)(\\\\\\\\)*\\\\u0000");

  private Jsonb() {}

  /**
   * A parameter for a {@code jsonb} column.
   *
   * @throws PlatformException with {@code INVALID_ARGUMENT} if a text holds the character NUL,
   *     which PostgreSQL cannot store
   */
  public static PGobject write(Object value) {
    String text = Json.MAPPER.writeValueAsString(value);
    if (NUL.matcher(text).find()) {
      throw PlatformException.invalid("text", "with a NUL character", "without U+0000");
    }
    PGobject parameter = new PGobject();
    parameter.setType("jsonb");
    try {
      parameter.setValue(text);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return parameter;
  }

  /**
   * What a {@code jsonb} column holds, selected as text.
   *
   * @throws IllegalStateException if it does not fit the type
   */
  public static <T> T read(String text, Class<T> type) {
    try {
      return Json.MAPPER.readValue(text, type);
    } catch (JacksonException e) {
      throw new IllegalStateException(
          "Stored JSON is no %s: %s".formatted(type.getSimpleName(), e.getOriginalMessage()), e);
    }
  }

  /** What a {@code jsonb} column holds, without a type of ours. */
  public static JsonNode tree(String text) {
    return read(text, JsonNode.class);
  }
}
