package dev.gyre.api.project;

import dev.gyre.api.PlatformException;
import java.util.regex.Pattern;

/**
 * A typed field of a sample's metadata.
 *
 * @param name as used in filters: a letter or underscore, then letters, digits and underscores, up
 *     to 63
 */
public record FieldSpec(String name, FieldType type) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

  public FieldSpec {
    if (!NAME.matcher(name).matches()) {
      throw PlatformException.invalid(
          "fields.name", name, "a letter or _ and up to 62 letters, digits and _");
    }
  }
}
