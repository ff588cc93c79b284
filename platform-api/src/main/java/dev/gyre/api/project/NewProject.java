package dev.gyre.api.project;

import dev.gyre.api.PlatformException;
import org.jspecify.annotations.Nullable;

/**
 * A project to be made.
 *
 * @param title for people, up to 200 characters; the slug if absent
 */
public record NewProject(ProjectSlug slug, @Nullable String title) {

  public NewProject {
    if (title != null && (title.isBlank() || title.length() > 200)) {
      throw PlatformException.invalid("title", title, "1 to 200 characters");
    }
  }
}
