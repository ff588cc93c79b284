package dev.gyre.integration;

import dev.gyre.cli.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/**
 * A Gyre on a home of its own whose processes die where a test wants it, and are started again.
 *
 * <p>In one process, the launcher starts it again, as a user would. When distributed, the launcher
 * itself is killed first, since it would end all services together; then each service that dies is
 * started again with the same command line and environment while the others live on, as a
 * supervisor does.
 */
final class FragileGyre {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Topology topology;
  private final Path home;
  private final Path shared;
  private final int port;
  private final Map<Long, HomeProcesses.Command> services = new HashMap<>();
  private @Nullable Process launcher;
  private int starts;

  private FragileGyre(Topology topology, Path home, Path shared, int port) {
    this.topology = topology;
    this.home = home;
    this.shared = shared;
    this.port = port;
  }

  static FragileGyre start(Topology topology) throws IOException {
    Path folder = Files.createDirectories(Path.of("target/gyre").toAbsolutePath());
    Path home = Files.createTempDirectory(folder, "fragile-");
    Path shared = Files.createDirectory(home.resolveSibling(home.getFileName() + "-points"));
    Files.write(shared.resolve("points"), KillPoint.lines());
    FragileGyre gyre = new FragileGyre(topology, home, shared, RunningGyre.freePort());
    Runtime.getRuntime().addShutdownHook(new Thread(gyre::down));
    gyre.launch();
    if (topology == Topology.DISTRIBUTED) {
      gyre.takeOver();
    }
    return gyre;
  }

  Server server() {
    return new Server("http://127.0.0.1:" + port, read(home.resolve("secrets/admin.token")));
  }

  /** The next process to pass there dies. */
  void arm(KillPoint point) {
    arm(point, point.pass());
  }

  void arm(KillPoint point, int pass) {
    try {
      for (String stage : List.of("fired", "pid")) {
        Files.deleteIfExists(file(point, stage));
      }
      Path next = Files.writeString(file(point, "arming"), String.valueOf(pass));
      Files.move(next, file(point, "armed"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next thread to pass there waits. */
  void hold(KillPoint point) {
    try {
      Files.createFile(file(point, "hold"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitHolding(KillPoint point) {
    await("someone at " + point).until(() -> Files.exists(file(point, "holding")));
  }

  void release(KillPoint point) {
    try {
      Files.delete(file(point, "holding"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the death of whoever passes there, and starts again what was not a worker. */
  void reviveAfter(KillPoint point) {
    await("a process to die at " + point).until(() -> Files.exists(file(point, "pid")));
    long pid = Long.parseLong(read(file(point, "pid")));
    await("the end of process " + pid).until(() -> !HomeProcesses.isAlive(pid));
    if (!point.isOfWorker()) {
      revive(pid);
    }
  }

  private void revive(long pid) {
    if (topology == Topology.ALL_IN_ONE) {
      Process ending = Objects.requireNonNull(launcher);
      await("the launcher to see it").until(() -> !ending.isAlive());
      launch();
      return;
    }
    HomeProcesses.Command command =
        Objects.requireNonNull(services.remove(pid), () -> "process " + pid + " is no service");
    try {
      Process process =
          command
              .builder()
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(log().toFile()))
              .start();
      services.put(process.pid(), command);
      int own = command.port(home);
      await(command + " to listen").until(() -> !process.isAlive() || listens(own));
      if (!process.isAlive()) {
        throw new IllegalStateException(command + " did not start again; see " + log());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops it as a user does. Whoever is left then is in {@link HomeProcesses#of}. */
  void down() {
    try {
      ProcessBuilder builder = launcher("down", "--home", home.toString());
      if (!builder.start().waitFor(2, TimeUnit.MINUTES)) {
        throw new IllegalStateException("'gyre down' does not end");
      }
      Process ending = launcher;
      if (ending != null && !ending.waitFor(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException("The launcher does not end after 'gyre down'");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The workers that are alive. */
  List<HomeProcesses.Command> workers() {
    return HomeProcesses.of(home).stream().filter(HomeProcesses.Command::isWorker).toList();
  }

  /** With SIGKILL, all that are alive. */
  void killWorkers() {
    for (HomeProcesses.Command each : workers()) {
      ProcessHandle.of(each.pid()).ifPresent(ProcessHandle::destroyForcibly);
      await("the end of " + each).until(() -> !HomeProcesses.isAlive(each.pid()));
    }
  }

  /** What runs on the home or of it. */
  List<HomeProcesses.Command> processes() {
    return HomeProcesses.of(home);
  }

  private void launch() {
    try {
      starts++;
      List<String> words =
          new ArrayList<>(List.of("up", "--no-browser", "--home", home.toString()));
      words.addAll(List.of("--port", String.valueOf(port)));
      words.addAll(topology.options());
      Process process = launcher(words.toArray(String[]::new)).start();
      launcher = process;
      await("the start of " + topology).until(() -> !process.isAlive() || isReady());
      if (!process.isAlive()) {
        throw new IllegalStateException("Gyre did not start:\n" + read(log()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isReady() {
    return Files.exists(log()) && read(log()).contains("gyre: ready at");
  }

  /** The launcher is gone after this, and all that it has started lives on. */
  private void takeOver() {
    for (HomeProcesses.Command each : HomeProcesses.of(home)) {
      if (each.isService(home)) {
        services.put(each.pid(), each);
      }
    }
    Process ended = Objects.requireNonNull(launcher).destroyForcibly();
    await("the end of the launcher").until(() -> !ended.isAlive());
  }

  private ProcessBuilder launcher(String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of(ROOT.resolve("gyre").toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    String agent = "-javaagent:%s=%s".formatted(jar(), shared);
    environment.put("GYRE_PACKAGED", "yes");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("JAVA_TOOL_OPTIONS", agent + " -XX:TieredStopAtLevel=1");
    environment.put("GYRE_JOBS_WORKEROPTIONS", agent);
    environment.put("GYRE_JOBS_LEASE", lease());
    environment.put("GYRE_JOBS_BACKOFF", "500ms");
    return builder.redirectErrorStream(true).redirectOutput(Redirect.appendTo(log().toFile()));
  }

  /**
   * What a job whose service has died waits for. Workers need time to start on a busy machine, and
   * a whole Gyre takes longer to start again than one service.
   */
  private String lease() {
    return topology == Topology.ALL_IN_ONE ? "20s" : "10s";
  }

  private static synchronized Path jar() throws IOException {
    Path jar = Path.of("target/kill-agent.jar").toAbsolutePath();
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", KillAgent.class.getName());
    Path next = Files.createTempFile(jar.getParent(), "kill-agent", ".jar");
    Path classes = Path.of("target/test-classes/dev/gyre/integration");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(next), manifest);
        var files = Files.newDirectoryStream(classes, "KillAgent*.class")) {
      for (Path file : files) {
        out.putNextEntry(new JarEntry("dev/gyre/integration/" + file.getFileName()));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
    return Files.exists(jar) && Files.mismatch(jar, next) < 0
        ? jar
        : Files.move(next, jar, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private Path log() {
    return home.resolveSibling("%s-%d.log".formatted(home.getFileName(), starts));
  }

  private Path file(KillPoint point, String stage) {
    return shared.resolve(point + "." + stage);
  }

  private static ConditionFactory await(String what) {
    return Awaitility.await(what).atMost(LIMIT).pollInterval(Duration.ofMillis(50));
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
