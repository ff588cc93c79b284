package dev.gyre.api.project;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gyre.api.PlatformException;
import java.util.regex.Pattern;

/**
 * The name of a project in addresses; unique on a server and never changed.
 *
 * @param text 1 to 40 of {@code a-z 0-9 -}, beginning with a letter
 */
public record ProjectSlug(@JsonValue String text) {

  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  public ProjectSlug {
    if (!FORM.matcher(text).matches()) {
      throw PlatformException.invalid(
          "project", text, "1 to 40 of a-z, 0-9 and -, beginning with a letter");
    }
  }

  @JsonCreator
  public static ProjectSlug valueOf(String text) {
    return new ProjectSlug(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
