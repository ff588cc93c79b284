package dev.gyre.scoring.discovery;

/**
 * How a field is called in a sentence.
 *
 * @param words such as {@code object area}
 * @param unit such as {@code px²}; empty for none
 */
public record FieldLabel(String words, String unit) {

  /** The field's name with spaces, without a unit. */
  static FieldLabel ofName(String field) {
    return new FieldLabel(field.replace('_', ' ').strip(), "");
  }
}
