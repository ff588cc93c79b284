package dev.gyre.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A real Gyre, started as a user would: by the launcher, on a home of its own. One for each
 * topology and test run, stopped when the run ends.
 */
final class RunningGyre {

  private static final Map<Topology, RunningGyre> RUNNING = new EnumMap<>(Topology.class);
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private final Process launcher;
  private final Path home;
  private final int port;

  private RunningGyre(Process launcher, Path home, int port) {
    this.launcher = launcher;
    this.home = home;
    this.port = port;
  }

  /** The one of a topology, started at the first use. */
  static synchronized RunningGyre in(Topology topology) {
    return RUNNING.computeIfAbsent(topology, each -> start(newHome(), each, Map.of()));
  }

  /**
   * One more, for a scenario that needs its own; stopped by {@link #stop} or at the end of the run.
   *
   * @param environment beside what the launcher gets anyway
   */
  static RunningGyre start(Path home, Topology topology, Map<String, String> environment) {
    List<String> arguments = new ArrayList<>(List.of("up", "--no-browser"));
    int port = freePort();
    arguments.addAll(List.of("--home", home.toString(), "--port", String.valueOf(port)));
    arguments.addAll(topology.options());
    Path log = log(home);
    RunningGyre gyre = new RunningGyre(launch(arguments, environment, log), home, port);
    Runtime.getRuntime().addShutdownHook(new Thread(gyre::stop));
    Awaitility.await("the start of " + topology)
        .atMost(400, TimeUnit.SECONDS)
        .until(() -> gyre.hasStarted(log));
    return gyre;
  }

  /** The launcher with these arguments. */
  static Process launch(List<String> arguments, Map<String, String> environment, Path log) {
    List<String> command = new ArrayList<>(List.of(ROOT.resolve("gyre").toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("GYRE_PACKAGED", "yes");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    try {
      return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An empty folder for a home. */
  static Path newHome() {
    try {
      Path folder = Files.createDirectories(Path.of("target/gyre").toAbsolutePath());
      return Files.createTempDirectory(folder, "home-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the launcher's words on a home go. */
  static Path log(Path home) {
    return home.resolveSibling(home.getFileName() + ".log");
  }

  /** The front door's address. */
  String address() {
    return "http://127.0.0.1:" + port;
  }

  /** The token of the server's administrator. */
  String adminToken() {
    return read(home.resolve("secrets/admin.token")).strip();
  }

  Path home() {
    return home;
  }

  private boolean hasStarted(Path log) {
    if (!launcher.isAlive()) {
      throw new IllegalStateException("Gyre did not start:\n" + read(log));
    }
    return Files.exists(home.resolve("run/gyre.json")) && read(log).contains("sign in with");
  }

  /** Asks it to end and waits; does nothing if it has ended. */
  void stop() {
    launcher.destroy();
    try {
      if (!launcher.waitFor(60, TimeUnit.SECONDS)) {
        launcher.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    deleteStores();
  }

  /**
   * Programs, libraries and bytes, half a gigabyte a home; logs and work folders stay to look at.
   */
  private void deleteStores() {
    for (String bulky : List.of("postgres", "s3", "native")) {
      try (Stream<Path> files = Files.walk(home.resolve(bulky))) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (IOException | UncheckedIOException e) {
        // Not there, or in use by what outlived the launcher: it can be looked at then.
      }
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
