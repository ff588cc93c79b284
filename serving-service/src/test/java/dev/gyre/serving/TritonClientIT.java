package dev.gyre.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.infra.testsupport.Python;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unmodified Triton client against the service. Needs {@code tritonclient[http]}. */
class TritonClientIT extends ServingIT {

  @TempDir private Path folder;

  @Test
  void theTritonClientIsAnsweredInAllItsForms() throws Exception {
    Python python = Python.with("tritonclient.http");
    String name = serve("DURABLE");
    Path script =
        Path.of(
            Objects.requireNonNull(TritonClientIT.class.getResource("use_triton_client.py"))
                .toURI());
    String address = "localhost:" + port + "/oip/loop";
    assertThat(
            python
                .run(
                    folder,
                    Duration.ofMinutes(1),
                    Map.of(),
                    script.toString(),
                    address,
                    "labeller",
                    name)
                .text())
        .isEqualTo("all answered\n");
    // 2 ways x 2 output lists x 3 compressions x 2 rows
    assertThat(viewer().get(ENDPOINTS + "/" + name).json().get("logged").asString())
        .isEqualTo("24");
  }
}
