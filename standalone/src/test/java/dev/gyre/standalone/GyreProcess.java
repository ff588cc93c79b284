package dev.gyre.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@link StandaloneApplication} in a Java process of its own, killed at close. */
final class GyreProcess implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(90);

  private final Process process;
  private final Path output;

  private GyreProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  static GyreProcess start(Path home, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:-UsePerfData",
            "-XX:TieredStopAtLevel=1",
            "-Dgyre.home=" + home,
            "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(StandaloneApplication.class.getName());
    command.addAll(Arrays.asList(arguments));
    Path output = Files.createTempFile(home.getParent(), "gyre", ".out");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new GyreProcess(builder.redirectOutput(output.toFile()).start(), output);
  }

  /** Returns when the file is there. */
  void awaitFile(Path file) throws IOException {
    boolean found = Waiting.until(START, () -> Files.exists(file) || !process.isAlive());
    if (!found || !Files.exists(file)) {
      throw new AssertionError("There is no " + file + "; the process said: " + output());
    }
  }

  /** Its exit code, when it has ended by itself. */
  int awaitEnd() throws InterruptedException, IOException {
    if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("The process has not ended; it said: " + output());
    }
    return process.exitValue();
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  String output() throws IOException {
    return Files.readString(output);
  }

  @Override
  public void close() {
    kill();
  }
}
