package dev.gyre.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The one folder that Gyre writes to. Only its owner may look into it.
 *
 * @param root absolute path
 */
record Home(Path root) {

  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  Home {
    root = root.toAbsolutePath().normalize();
  }

  /**
   * The home of this process: system property {@code gyre.home}, else environment variable {@code
   * GYRE_HOME}, else {@code ~/.gyre}. A leading {@code ~} is the user's home folder. Creates what
   * is missing.
   */
  static Home ofThisProcess() {
    String user = System.getProperty("user.home");
    String text =
        System.getProperty("gyre.home", System.getenv().getOrDefault("GYRE_HOME", "~/.gyre"));
    Home home =
        new Home(
            Path.of(text.equals("~") || text.startsWith("~/") ? user + text.substring(1) : text));
    home.create();
    return home;
  }

  Path lock() {
    return root.resolve("lock");
  }

  Path ports() {
    return root.resolve("ports.properties");
  }

  Path secrets() {
    return root.resolve("secrets");
  }

  Path run() {
    return root.resolve("run");
  }

  Path logs() {
    return root.resolve("logs");
  }

  Path temporary() {
    return root.resolve("tmp");
  }

  Path postgres() {
    return root.resolve("postgres");
  }

  Path objects() {
    return root.resolve("s3");
  }

  /** Creates the folder and those in it. */
  void create() {
    folder(root);
    folder(secrets());
    folder(run());
    folder(logs());
    folder(temporary());
    folder(postgres());
    folder(objects());
  }

  private static void folder(Path path) {
    try {
      if (!Files.isDirectory(path)) {
        Files.createDirectories(path);
        if (POSIX) {
          Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The folder " + path + " cannot be created; choose another with --home", e);
    }
  }
}
