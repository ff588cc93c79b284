package dev.gyre.cli;

import dev.gyre.api.PlatformException;
import dev.gyre.api.json.ContractJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Files in YAML that hold a record of the contract. */
final class YamlFile {

  private YamlFile() {}

  static <T> T read(Path file, Class<T> type) {
    try {
      return parse(file.toString(), Files.readString(file), type);
    } catch (IOException e) {
      throw new CommandFailure(Exit.USAGE, "%s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }

  /**
   * Reads a text.
   *
   * @param name of where it comes from, for failures
   */
  static <T> T parse(String name, String text, Class<T> type) {
    try {
      JsonNode tree = new YAMLMapper().readTree(text);
      return ContractJson.mapper().treeToValue(tree, type);
    } catch (JacksonException e) {
      String why =
          e.getCause() instanceof PlatformException refused
              ? refused.detail()
              : e.getOriginalMessage();
      throw new CommandFailure(Exit.USAGE, "%s: %s".formatted(name, why));
    }
  }
}
