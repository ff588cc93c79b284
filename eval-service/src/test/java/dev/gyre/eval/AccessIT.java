package dev.gyre.eval;

import static dev.gyre.eval.EvalClient.PROJECT;
import static dev.gyre.eval.EvalClient.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.infra.jobs.JobEngine;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What every collection refuses. */
@EvalServiceTest
class AccessIT {

  private final EvalClient client;
  private final World world;

  @Autowired
  AccessIT(@LocalServerPort int port, JobEngine engine, World world) {
    this.client = new EvalClient(port, engine);
    this.world = world;
  }

  /** Each test has a contract of its own number, hence evaluations and verdicts of its own. */
  @BeforeEach
  void freshContract() {
    world.apply(World.contractWithFloor(0.6));
    world.aliases.clear();
  }

  @ParameterizedTest
  @CsvSource({"/prediction-sets", "/evaluations", "/slices", "/comparisons", "/gate-verdicts"})
  void refusesStrangersToReadAndViewersToStart(String path) {
    assertThat(client.browser().get(PROJECT + path).code()).isEqualTo("UNAUTHENTICATED");
    assertThat(client.browser().get(PROJECT.replace("digits", "other") + path, VIEWER).code())
        .isEqualTo("NOT_FOUND");
    assertThat(client.browser().get(PROJECT + path, VIEWER).status()).isEqualTo(200);
    assertThat(client.browser().send("POST", PROJECT + path, "{}", VIEWER).code())
        .isEqualTo("PERMISSION_DENIED");
    String promote = PROJECT + "/gate-verdicts/" + UUID.randomUUID() + "/promote";
    assertThat(client.browser().send("POST", promote, "{\"alias\": \"champion\"}", VIEWER).code())
        .isEqualTo("PERMISSION_DENIED");
  }

  @ParameterizedTest
  @CsvSource({"/prediction-sets", "/evaluations", "/slices", "/comparisons", "/gate-verdicts"})
  void refusesUnknownAndMalformedIdsLimitsAndCursors(String path) {
    String unknown = PROJECT + path + "/" + UUID.randomUUID();
    assertThat(client.browser().get(unknown, VIEWER).code()).isEqualTo("NOT_FOUND");
    assertThat(client.browser().get(PROJECT + path + "/x", VIEWER).code())
        .isEqualTo("INVALID_ARGUMENT");
    assertThat(client.browser().get(PROJECT + path + "?limit=0", VIEWER).code())
        .isEqualTo("INVALID_ARGUMENT");
    assertThat(client.browser().get(PROJECT + path + "?cursor=x", VIEWER).code())
        .isEqualTo("INVALID_ARGUMENT");
  }
}
