package dev.gyre.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
    return RUNNING.computeIfAbsent(topology, RunningGyre::start);
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

  private static RunningGyre start(Topology topology) {
    try {
      Path folder = Files.createDirectories(Path.of("target/gyre").toAbsolutePath());
      Path home = Files.createTempDirectory(folder, "home-");
      Path log = home.resolveSibling(home.getFileName() + ".log");
      int port = freePort();
      List<String> command =
          new ArrayList<>(List.of(ROOT.resolve("gyre").toString(), "up", "--no-browser"));
      command.addAll(List.of("--home", home.toString(), "--port", String.valueOf(port)));
      command.addAll(topology.options());
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("GYRE_PACKAGED", "yes");
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      Process launcher = builder.start();
      RunningGyre gyre = new RunningGyre(launcher, home, port);
      Runtime.getRuntime().addShutdownHook(new Thread(gyre::stop));
      Awaitility.await("the start of " + topology)
          .atMost(400, TimeUnit.SECONDS)
          .until(() -> gyre.hasStarted(log));
      return gyre;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean hasStarted(Path log) {
    if (!launcher.isAlive()) {
      throw new IllegalStateException("Gyre did not start:\n" + read(log));
    }
    return Files.exists(home.resolve("run/gyre.json")) && read(log).contains("sign in with");
  }

  private void stop() {
    launcher.destroy();
    try {
      if (!launcher.waitFor(60, TimeUnit.SECONDS)) {
        launcher.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
