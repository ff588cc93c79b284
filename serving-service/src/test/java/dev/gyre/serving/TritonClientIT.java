package dev.gyre.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The unmodified Triton client against the service. Needs a Python that has {@code
 * tritonclient[http]}: {@code python3}, or the one that the variable {@code GYRE_PYTHON} names.
 * Skipped without it.
 */
class TritonClientIT extends ServingIT {

  @TempDir private Path folder;

  @Test
  void theTritonClientIsAnsweredInAllItsForms() throws Exception {
    String python = System.getenv().getOrDefault("GYRE_PYTHON", "python3");
    assumeThat(run(List.of(python, "-c", "import tritonclient.http")))
        .as("Python with tritonclient")
        .isEmpty();

    String name = serve("DURABLE");
    Path script =
        Path.of(
            Objects.requireNonNull(TritonClientIT.class.getResource("use_triton_client.py"))
                .toURI());
    assertThat(
            run(
                List.of(
                    python,
                    script.toString(),
                    "localhost:" + port + "/oip/loop",
                    "labeller",
                    name)))
        .isEqualTo("all answered\n");
    // 2 ways x 2 output lists x 3 compressions x 2 rows
    assertThat(viewer().get(ENDPOINTS + "/" + name).json().get("logged").asString())
        .isEqualTo("24");
  }

  /** What it printed; why it did not run, if it did not. */
  private String run(List<String> command) throws InterruptedException {
    Path output = folder.resolve("output");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      return Files.readString(output, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
