package dev.gyre.worker;

import dev.gyre.api.job.JobAssignment;
import dev.gyre.api.json.ContractJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The program as an executor starts it, in a folder of its own. */
final class WorkerProcess {

  private static final long LIMIT_SECONDS = 60;

  private final Path attempt;
  private final Path userHome;
  private final Process process;

  private WorkerProcess(Path attempt, Path userHome, Process process) {
    this.attempt = attempt;
    this.userHome = userHome;
    this.process = process;
  }

  static WorkerProcess start(Path folder, JobAssignment assignment) throws IOException {
    return start(
        folder.resolve(assignment.job().toString()),
        ContractJson.mapper().writeValueAsString(assignment));
  }

  static WorkerProcess start(Path attempt, String line) throws IOException {
    Path own = Files.createDirectories(attempt.resolve("own"));
    Path tmp = Files.createDirectories(attempt.resolve("tmp"));
    Path userHome = Files.createDirectories(attempt.resolve("user-home"));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx400m",
            "-XX:+UseSerialGC",
            "-XX:ActiveProcessorCount=1",
            "-Djava.io.tmpdir=" + tmp,
            "-Duser.home=" + userHome,
            "-jar",
            System.getProperty("worker.jar"));
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of(
                "PATH",
                "/usr/bin:/bin",
                "HOME",
                userHome.toString(),
                "DJL_CACHE_DIR",
                System.getProperty("worker.native"),
                "OMP_WAIT_POLICY",
                "PASSIVE"));
    Process process =
        builder
            .directory(own.toFile())
            .redirectErrorStream(true)
            .redirectOutput(attempt.resolve("worker.log").toFile())
            .start();
    try (OutputStream in = process.getOutputStream()) {
      in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return new WorkerProcess(attempt, userHome, process);
  }

  /** The exit code. */
  int await() throws InterruptedException, IOException {
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("The worker does not end; it wrote: " + output());
    }
    return process.exitValue();
  }

  /** Ends it as a machine that fails does. */
  void kill() throws InterruptedException {
    int exit = process.destroyForcibly().waitFor();
    if (exit != 128 + 9) {
      throw new AssertionError("The worker had ended by itself with code " + exit);
    }
  }

  String output() throws IOException {
    return Files.readString(attempt.resolve("worker.log"));
  }

  /** What lies beside the folders that belong to the attempt. */
  Set<String> strays() throws IOException {
    Set<String> strays = new TreeSet<>();
    try (Stream<Path> children = Files.list(attempt)) {
      children
          .map(path -> String.valueOf(path.getFileName()))
          .filter(name -> !List.of("own", "tmp", "user-home", "worker.log").contains(name))
          .forEach(strays::add);
    }
    try (Stream<Path> children = Files.list(userHome)) {
      children.map(Path::toString).forEach(strays::add);
    }
    return strays;
  }
}
