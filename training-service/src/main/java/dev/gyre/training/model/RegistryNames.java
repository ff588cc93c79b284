package dev.gyre.training.model;

import dev.gyre.api.PlatformException;
import java.util.regex.Pattern;

/** The form of names that come by address or cursor, where no record of the contract checks. */
final class RegistryNames {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private RegistryNames() {}

  static String require(String field, String name) {
    if (!FORM.matcher(name).matches()) {
      throw PlatformException.invalid(
          field, name, "1 to 64 letters, digits and . _ -, beginning with a letter or digit");
    }
    return name;
  }
}
