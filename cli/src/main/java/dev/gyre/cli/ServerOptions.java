package dev.gyre.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which server, and as whom. On the machine where Gyre runs nothing need be said: its address and
 * the administrator's token are in the home folder, readable to its owner alone.
 */
public final class ServerOptions {

  @Option(
      names = "--home",
      paramLabel = "FOLDER",
      description = "Gyre's home on this machine (default: $GYRE_HOME or ~/.gyre)")
  private @Nullable Path home;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "address of the server (default: $GYRE_URL or the one that runs on the home)")
  private @Nullable URI url;

  private final Map<String, String> environment = System.getenv();

  /** The server's address without a slash at its end. */
  public String address() {
    String text =
        url != null
            ? url.toString()
            : environment.containsKey("GYRE_URL") ? environment.get("GYRE_URL") : running();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  /**
   * The token: {@code GYRE_TOKEN}, else the administrator's of the home. Never an argument: those
   * are visible to all.
   */
  public String token() {
    String given = environment.get("GYRE_TOKEN");
    if (given != null && !given.isBlank()) {
      return given.strip();
    }
    Path file = homeFolder().resolve("secrets").resolve("admin.token");
    if (!Files.isReadable(file)) {
      throw new CommandFailure(
          Exit.USAGE,
          "No token: set GYRE_TOKEN, or run on the machine and as the user of the server (no %s here)"
              .formatted(file));
    }
    return read(file).strip();
  }

  Path homeFolder() {
    if (home != null) {
      return home;
    }
    String text = environment.getOrDefault("GYRE_HOME", "~/.gyre");
    return text.startsWith("~")
        ? Path.of(System.getProperty("user.home") + text.substring(1))
        : Path.of(text);
  }

  private String running() {
    Path file = homeFolder().resolve("run").resolve("gyre.json");
    if (!Files.isReadable(file)) {
      throw new CommandFailure(
          Exit.SERVER,
          "No server runs on %s: start one with 'gyre up', or name one with --url or GYRE_URL"
              .formatted(homeFolder()));
    }
    JsonNode run = new JsonMapper().readTree(read(file));
    return run.path("url").asString("");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new CommandFailure(Exit.USAGE, "%s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }
}
