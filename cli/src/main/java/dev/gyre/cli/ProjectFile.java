package dev.gyre.cli;

import dev.gyre.api.PlatformException;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.TaskContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What a project file says.
 *
 * @param title of a project that is made anew
 */
record ProjectFile(ProjectSlug project, @Nullable String title, TaskContract taskContract) {

  static ProjectFile read(Path file) {
    try {
      JsonNode tree = new YAMLMapper().readTree(Files.readString(file));
      return ContractJson.mapper().treeToValue(tree, ProjectFile.class);
    } catch (IOException e) {
      throw new CommandFailure(Exit.USAGE, "%s cannot be read: %s".formatted(file, e.getMessage()));
    } catch (JacksonException e) {
      String why =
          e.getCause() instanceof PlatformException refused
              ? refused.detail()
              : e.getOriginalMessage();
      throw new CommandFailure(Exit.USAGE, "%s: %s".formatted(file, why));
    }
  }
}
