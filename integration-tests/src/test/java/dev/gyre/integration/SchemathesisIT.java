package dev.gyre.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.infra.testsupport.Python;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The OpenAPI document, tried by schemathesis with seeded values: 20 examples an operation, 500 of
 * the long tests. Every operation is asked twice: about ids that come from anywhere, and about what
 * the project has. Needs {@code schemathesis}.
 */
class SchemathesisIT {

  private static final String PROJECT = "schemathesis";
  private static final String SEED = "20261124";
  private static final String DOCUMENT = "../platform-api/src/main/resources/openapi/gyre.yaml";

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
    Python python = Python.with("schemathesis");
    Door.of(Topology.ALL_IN_ONE, PROJECT);
    Path settings = folder.resolve("schemathesis.toml");
    Files.writeString(settings, "[parameters]\n" + ALWAYS + parameters);
    List<String> command = new ArrayList<>(List.of("-m", "schemathesis.cli"));
    command.addAll(List.of("--config-file", settings.toString(), "run"));
    command.add(Path.of(DOCUMENT).toAbsolutePath().normalize().toString());
    command.addAll(List.of("--url", RunningGyre.in(Topology.ALL_IN_ONE).address()));
    command.addAll(List.of("--seed", SEED, "--max-examples", LONG ? "500" : "20"));
    command.addAll(List.of("--checks", "not_a_server_error,content_type_conformance"));
    command.addAll(List.of("--phases", "examples,coverage,fuzzing", "--continue-on-failure"));
    command.addAll(List.of("--request-timeout", "30", "--suppress-health-check", "all"));
    Path hooks = Path.of(Objects.requireNonNull(getClass().getResource("gyre_hooks.py")).toURI());
    String token = token();
    Python.Output output =
        python.run(
            folder,
            Duration.ofMinutes(LONG ? 180 : 15),
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
                token()),
            command.toArray(String[]::new));
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
}
