package dev.gyre.api.training;

import dev.gyre.api.PlatformException;
import java.util.regex.Pattern;

/** The form of names and texts. */
final class Names {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private Names() {}

  /** Text for people, which PostgreSQL must be able to hold. */
  static void requireText(String field, String text, int longest) {
    if (text.length() > longest || text.indexOf('\0') >= 0) {
      throw PlatformException.invalid(
          field, text, "at most %d characters, none of them U+0000".formatted(longest));
    }
  }

  static void require(String field, String name) {
    if (!FORM.matcher(name).matches()) {
      throw PlatformException.invalid(
          field, name, "1 to 64 letters, digits and . _ -, beginning with a letter or digit");
    }
  }
}
