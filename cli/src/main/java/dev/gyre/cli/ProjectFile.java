package dev.gyre.cli;

import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.TaskContract;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a project file says.
 *
 * @param title of a project that is made anew
 */
public record ProjectFile(ProjectSlug project, @Nullable String title, TaskContract taskContract) {

  /** Parses a text; the name says where it is from, for failures. */
  public static ProjectFile parse(String name, String text) {
    return YamlFile.parse(name, text, ProjectFile.class);
  }

  static ProjectFile read(Path file) {
    return YamlFile.read(file, ProjectFile.class);
  }
}
