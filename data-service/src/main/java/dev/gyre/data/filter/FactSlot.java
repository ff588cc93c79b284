package dev.gyre.data.filter;

import dev.gyre.api.project.FieldType;

/**
 * The typed column that holds a field of the task contract.
 *
 * @param column of {@code data.sample_fact}, such as {@code n3}; safe to be written into SQL
 * @param ready whether every sample's fact has it; else the metadata must be asked
 */
public record FactSlot(String field, FieldType type, String column, boolean ready) {

  /** The JSONB type of a value that counts. */
  static String jsonType(FieldType type) {
    return switch (type) {
      case BOOL -> "boolean";
      case NUMBER -> "number";
      case TEXT -> "string";
    };
  }

  /**
   * Reads a field from metadata, whatever stands there: null for a value of another type.
   *
   * @param metadata an expression of type {@code jsonb}
   * @param parameter name of the bound parameter with the field's name
   */
  public static String fromMetadata(FieldType type, String metadata, String parameter) {
    String field = "cast(:" + parameter + " as text)";
    String text = "(%s ->> %s)".formatted(metadata, field);
    String value =
        switch (type) {
          case BOOL -> text + "::boolean";
          case NUMBER -> text + "::float8";
          case TEXT -> text;
        };
    return "case when jsonb_typeof(%s -> %s) = '%s' then %s end"
        .formatted(metadata, field, jsonType(type), value);
  }
}
