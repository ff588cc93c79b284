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
record ProjectFile(ProjectSlug project, @Nullable String title, TaskContract taskContract) {

  static ProjectFile read(Path file) {
    return YamlFile.read(file, ProjectFile.class);
  }
}
