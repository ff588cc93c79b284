package dev.gyre.api.eval;

import dev.gyre.api.PlatformException;
import java.util.regex.Pattern;

/** The form of names that stand in addresses. */
final class Names {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private Names() {}

  static void require(String field, String name) {
    if (!FORM.matcher(name).matches()) {
      throw PlatformException.invalid(
          field, name, "1 to 64 letters, digits and . _ -, beginning with a letter or digit");
    }
  }
}
