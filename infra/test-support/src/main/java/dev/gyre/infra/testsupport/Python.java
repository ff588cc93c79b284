package dev.gyre.infra.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/**
 * A Python that has what a client of others needs: {@code python3}, or the one that the variable
 * {@code GYRE_PYTHON} names. Here alone it is decided what becomes of a test whose client is
 * missing: it is skipped and says what to install, but where the variable {@code CI} is {@code
 * true} it fails, because nobody reads there what was skipped.
 */
public final class Python {

  private static final Duration IMPORT = Duration.ofMinutes(2);

  private final String command;

  private Python(String command) {
    this.command = command;
  }

  /**
   * The Python, if it can import these modules.
   *
   * @throws TestAbortedException if it cannot, which skips the test
   * @throws AssertionError if it cannot and {@code CI} is {@code true}
   */
  public static Python with(String... modules) {
    String command = System.getenv().getOrDefault("GYRE_PYTHON", "python3");
    return with(command, "true".equals(System.getenv("CI")), List.of(modules));
  }

  static Python with(String command, boolean nothingMayBeMissing, List<String> modules) {
    Python python = new Python(command);
    Path anywhere = Path.of(System.getProperty("java.io.tmpdir"));
    Output output =
        python.run(anywhere, IMPORT, Map.of(), "-c", "import " + String.join(", ", modules));
    if (output.succeeded()) {
      return python;
    }
    String missing =
        "%s cannot import %s (%s): install integration-tests/requirements.txt, or name a Python that has it in GYRE_PYTHON"
            .formatted(command, String.join(", ", modules), lastLine(output.text()));
    if (nothingMayBeMissing) {
      throw new AssertionError(missing);
    }
    throw new TestAbortedException(missing);
  }

  /**
   * Runs it to its end, or kills it after a time.
   *
   * @param folder in which it runs
   * @param most how long it may take
   * @param variables added to those of this process
   */
  public Output run(
      Path folder, Duration most, Map<String, String> variables, String... arguments) {
    List<String> line = new ArrayList<>(List.of(command));
    line.addAll(Arrays.asList(arguments));
    try {
      Path printed = Files.createTempFile("python", ".log");
      try {
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
        builder.environment().putAll(variables);
        return run(builder, most, printed);
      } finally {
        Files.delete(printed);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Output run(ProcessBuilder builder, Duration most, Path printed)
      throws IOException {
    builder.redirectErrorStream(true).redirectOutput(printed.toFile());
    Process process;
    try {
      process = builder.start();
    } catch (IOException noSuchProgram) {
      return new Output(false, String.valueOf(noSuchProgram.getMessage()));
    }
    try {
      boolean ended = process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
      String text = Files.readString(printed, StandardCharsets.UTF_8);
      return ended
          ? new Output(process.exitValue() == 0, text)
          : new Output(false, text + "\nIt took longer than " + most);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Output(false, "The test was interrupted");
    } finally {
      process.destroyForcibly();
    }
  }

  private static String lastLine(String text) {
    return text.lines().reduce((_, last) -> last).orElse("no output");
  }

  /**
   * What came of it.
   *
   * @param succeeded whether it ended in time and with status 0
   * @param text what it printed, to both its outputs
   */
  public record Output(boolean succeeded, String text) {}
}
