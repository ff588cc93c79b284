package dev.gyre.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The OpenAPI document, tried by schemathesis with seeded values: 20 examples an operation, 500 of
 * the long tests. Every operation is asked twice: about ids that come from anywhere, and about what
 * the project has. Needs a Python that has {@code schemathesis}: {@code python3}, or the one that
 * the variable {@code GYRE_PYTHON} names. Skipped without it, except where {@code CI} is {@code
 * true}.
 */
class SchemathesisIT {

  private static final String PROJECT = "schemathesis";
  private static final String SEED = "20261124";
  private static final String DOCUMENT = "../platform-api/src/main/resources/openapi/gyre.yaml";

  private static final String PYTHON = System.getenv().getOrDefault("GYRE_PYTHON", "python3");
  private static final boolean LONG = Boolean.getBoolean("gyre.long");

  /** Ids of tokens are not taken from the list of them, where this test's own stands. */
  private static final String ALWAYS =
      """
      "path.project" = "%s"
      "path.token" = "01890000-0000-7000-8000-000000000000"
      """
          .formatted(PROJECT);

  @TempDir private Path folder;

  @Test
  void findsNoServerErrorWithIdsFromAnywhere() throws Exception {
    assertFindsNothing("");
  }

  @Test
  void findsNoServerErrorInAProjectThatHasThings() throws Exception {
    Door door = Door.of(Topology.ALL_IN_ONE, PROJECT);
    door.load(Zips.of("zero/a.png", Zips.picture(1), "one/b.png", Zips.picture(2)));
    door.json("POST", "/datasets", "{\"name\": \"made\"}");
    String sample = door.get("/samples?limit=1").json().get("items").get(0).get("id").asString();
    String job = door.get("/jobs?limit=1").json().get("items").get(0).get("id").asString();
    assertFindsNothing(
        """
        "path.dataset" = "made"
        "path.sample" = "%s"
        "path.stream" = "image"
        "path.job" = "%s"
        "path.version" = 1
        "path.number" = 1
        """
            .formatted(sample, job));
  }

  /** Server errors, and answers of another media type than the document has for them. */
  private void assertFindsNothing(String parameters) throws Exception {
    boolean present = run(List.of(PYTHON, "-c", "import schemathesis"), Map.of()).succeeded();
    if (!"true".equals(System.getenv("CI"))) {
      assumeThat(present).as("Python with schemathesis").isTrue();
    }
    Door.of(Topology.ALL_IN_ONE, PROJECT);
    Path settings = folder.resolve("schemathesis.toml");
    Files.writeString(settings, "[parameters]\n" + ALWAYS + parameters);
    List<String> command = new ArrayList<>(List.of(PYTHON, "-m", "schemathesis.cli"));
    command.addAll(List.of("--config-file", settings.toString(), "run"));
    command.add(Path.of(DOCUMENT).toAbsolutePath().normalize().toString());
    command.addAll(List.of("--url", RunningGyre.in(Topology.ALL_IN_ONE).address()));
    command.addAll(List.of("--seed", SEED, "--max-examples", LONG ? "500" : "20"));
    command.addAll(List.of("--checks", "not_a_server_error,content_type_conformance"));
    command.addAll(List.of("--phases", "examples,coverage,fuzzing", "--continue-on-failure"));
    command.addAll(List.of("--request-timeout", "30", "--suppress-health-check", "all"));
    Path hooks = Path.of(Objects.requireNonNull(getClass().getResource("gyre_hooks.py")).toURI());
    String token = token();
    Output output =
        run(
            command,
            Map.of(
                "SCHEMATHESIS_HOOKS",
                "gyre_hooks",
                "PYTHONPATH",
                String.valueOf(hooks.getParent()),
                "PYTHONDONTWRITEBYTECODE",
                "1",
                "GYRE_TOKEN",
                token,
                "GYRE_TOKEN_TO_END",
                token()));
    assertThat(output.succeeded()).as(output.text()).isTrue();
    assertThat(Door.of(Topology.ALL_IN_ONE, PROJECT).sendAs(token, "GET", "/datasets").status())
        .as("The token lived to the end, so that requests came past the door")
        .isEqualTo(200);
  }

  /** An administrator's, for this test alone. */
  private static String token() {
    RunningGyre gyre = RunningGyre.in(Topology.ALL_IN_ONE);
    return Http.send(
            "POST",
            gyre.address() + "/api/v1/tokens",
            gyre.adminToken(),
            "{\"name\": \"schemathesis\"}")
        .json()
        .get("secret")
        .asString();
  }

  private Output run(List<String> command, Map<String, String> variables)
      throws InterruptedException, IOException {
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.directory(folder.toFile()).environment().putAll(variables);
    try {
      Process process = builder.start();
      boolean ended = process.waitFor(LONG ? 180 : 15, TimeUnit.MINUTES);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      return new Output(ended && process.exitValue() == 0, Files.readString(output));
    } catch (IOException e) {
      return new Output(false, e.toString());
    }
  }

  private record Output(boolean succeeded, String text) {}
}
