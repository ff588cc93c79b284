package dev.gyre.benchmarks;

import dev.gyre.api.job.Job;
import dev.gyre.api.project.NewProject;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.ProjectsApi;
import dev.gyre.api.project.TaskContract;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.cli.Connection;
import dev.gyre.cli.JobWait;
import dev.gyre.cli.Server;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Gyre in one process, started by the launcher as a user would, on a home of its own that {@link
 * #close} removes.
 */
final class ScratchGyre implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(5);

  private final Process launcher;
  private final Path home;
  private final int port;

  private ScratchGyre(Process launcher, Path home, int port) {
    this.launcher = launcher;
    this.home = home;
    this.port = port;
  }

  static Path root() {
    return Path.of(System.getProperty("gyre.root")).toAbsolutePath();
  }

  /** Whether the size is the one that the figures are about. */
  static boolean full() {
    return System.getProperty("gyre.bench.size", "small").equals("full");
  }

  static ScratchGyre start() throws IOException, InterruptedException {
    Path folder = Files.createDirectories(Path.of(System.getProperty("gyre.bench.home")));
    Path home = Files.createTempDirectory(folder.toAbsolutePath(), "home-");
    int port = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
            root().resolve("gyre").toString(),
            "up",
            "--no-browser",
            "--home",
            home.toString(),
            "--port",
            String.valueOf(port));
    Process launcher =
        builder
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("launcher.log").toFile())
            .start();
    ScratchGyre gyre = new ScratchGyre(launcher, home, port);
    Runtime.getRuntime().addShutdownHook(new Thread(gyre::stop));
    gyre.awaitStart();
    return gyre;
  }

  private void awaitStart() throws IOException, InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    Path log = home.resolve("launcher.log");
    while (!Files.exists(home.resolve("run/gyre.json"))
        || !Files.readString(log).contains("sign in with")) {
      if (launcher.waitFor(200, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
        throw new IOException("Gyre did not start:\n" + Files.readString(log));
      }
    }
  }

  /** A new project under a contract, asked by the server's administrator. */
  Connection project(String slug, TaskContract contract) throws IOException {
    Connection site = new Connection(new Server(address(), token()), new ProjectSlug(slug));
    site.api(ProjectsApi.class).create(new NewProject(site.project(), null));
    site.api(TaskContractsApi.class).put(site.project(), null, contract);
    return site;
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  String token() throws IOException {
    return Files.readString(home.resolve("secrets/admin.token")).strip();
  }

  Path home() {
    return home;
  }

  /** The database's administrator, for what only the database can say. */
  java.sql.Connection database() throws IOException, SQLException {
    Properties ports = new Properties();
    try (var reader = Files.newBufferedReader(home.resolve("ports.properties"))) {
      ports.load(reader);
    }
    String password = Files.readString(home.resolve("secrets/postgres-admin")).strip();
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%s/gyre".formatted(ports.getProperty("postgres")),
        "postgres",
        password);
  }

  static Job await(Connection site, Job job) {
    return new JobWait(site, Duration.ofHours(2), _ -> {}).await(job);
  }

  @Override
  public void close() throws IOException {
    stop();
    List<Path> all;
    try (Stream<Path> walk = Files.walk(home)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
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
}
