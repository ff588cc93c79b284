package dev.gyre.eval;

import static dev.gyre.eval.EvalClient.PROJECT;
import static dev.gyre.eval.EvalClient.VIEWER;
import static dev.gyre.eval.EvalClient.request;
import static dev.gyre.eval.EvalClient.subject;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.infra.jobs.JobEngine;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Rules in metadata that explain failures. */
@EvalServiceTest
class DiscoveriesIT {

  private static final Pattern FAR_AT_NIGHT =
      Pattern.compile("sample\\.distance >= ([0-9.]+) && sample\\.night");

  private final EvalClient client;
  private final World world;

  @Autowired
  DiscoveriesIT(@LocalServerPort int port, JobEngine engine, World world) {
    this.client = new EvalClient(port, engine);
    this.world = world;
  }

  @BeforeEach
  void freshContract() {
    world.apply(Streets.contract(0.5));
  }

  private String evaluated(int model) {
    return client.done("/evaluations", request(model).replace("\"main\"", "\"streets\""));
  }

  private JsonNode discovered(String evaluation) {
    Browser.Answer made = client.post("/evaluations/" + evaluation + "/discoveries", "");
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    return made.json();
  }

  @Test
  void findsWhatWasPlantedAndConfirmsItOnTheOtherHalf() {
    String evaluation = evaluated(Streets.CHAMPION);
    assertThat(client.get("/evaluations/" + evaluation + "/discoveries")).isEmpty();
    JsonNode discovery = discovered(evaluation);
    assertThat(discovery.get("outcome").asString()).as(discovery.toString()).isEqualTo("FOUND");
    JsonNode rule = discovery.get("rules").get(0);
    Matcher filter = FAR_AT_NIGHT.matcher(rule.get("filter").asString());
    assertThat(filter.matches()).as(rule.toString()).isTrue();
    assertThat(rule.get("words").asString()).startsWith("distance ≥ ").endsWith(" and night");
    double cut = Double.parseDouble(filter.group(1));
    long both = count(m -> Streets.isPlanted(m) && Streets.distance(m) >= cut);
    long either =
        count(m -> Streets.isPlanted(m) || (Streets.isNight(m) && Streets.distance(m) >= cut));
    assertThat(both / (double) either).as("Jaccard with what was planted").isGreaterThan(0.8);
    JsonNode found = rule.get("found");
    JsonNode confirmed = rule.get("confirmed");
    assertThat(found.get("samples").asInt() + confirmed.get("samples").asInt()).isEqualTo(360);
    assertThat(confirmed.get("rate").asDouble()).isGreaterThan(0.7);
    assertThat(confirmed.get("rest_rate").asDouble()).isLessThan(0.2);
    assertThat(confirmed.get("lower_bound").asDouble()).isPositive();
    assertThat(rule.get("p_value_corrected").asDouble()).isLessThanOrEqualTo(0.05);
    assertThat(discovery.get("sentence").asString()).contains("night");
    assertThat(discovered(evaluation).get("id")).isEqualTo(discovery.get("id"));
    assertThat(client.get("/evaluations/" + evaluation + "/discoveries").get(0))
        .isEqualTo(discovery);
  }

  private static long count(Predicate<World.Member> which) {
    return Streets.MEMBERS.stream().filter(which).count();
  }

  @Test
  void reportsNothingOnAModelThatFailsAtRandom() {
    JsonNode discovery = discovered(evaluated(Streets.AT_RANDOM));
    assertThat(discovery.get("outcome").asString())
        .as(discovery.toString())
        .isIn("NO_RULE_STOOD_OUT", "NOT_CONFIRMED");
    assertThat(discovery.get("rules")).isEmpty();
    assertThat(discovery.get("failures").asInt()).isPositive();
  }

  @Test
  void saysWhatIsMissingWhereThereIsTooLittleEvidence() {
    JsonNode discovery = discovered(evaluated(Streets.PERFECT));
    assertThat(discovery.get("outcome").asString()).isEqualTo("TOO_FEW_FAILURES");
    assertThat(discovery.get("sentence").asString()).contains("fewer than 5");
  }

  @Test
  void findsTheCameraThatAClassificationFailsOn() {
    world.apply(World.contractWithFloor(0.6));
    JsonNode discovery = discovered(client.evaluate(3));
    assertThat(discovery.get("fields").get(0).asString()).isEqualTo("camera");
    assertThat(discovery.get("fields").get(1).asString()).isEqualTo("class_name");
    assertThat(discovery.get("outcome").asString()).as(discovery.toString()).isEqualTo("FOUND");
    assertThat(discovery.get("rules").get(0).get("filter").asString())
        .isEqualTo("sample.camera == \"right\"");
  }

  @Test
  void refusesWhatIsNotDoneNotThereOrNotAllowed() {
    String failed =
        subject(
            client.ended(
                "/evaluations",
                request(Streets.IMPOSSIBLE).replace("\"main\"", "\"streets\""),
                "FAILED"));
    assertThat(client.post("/evaluations/" + failed + "/discoveries", "").code())
        .isEqualTo("WRONG_STATE");
    String unknown = "/evaluations/" + UUID.randomUUID() + "/discoveries";
    assertThat(client.post(unknown, "").code()).isEqualTo("NOT_FOUND");
    assertThat(client.refused(unknown)).isEqualTo("NOT_FOUND");
    assertThat(client.browser().send("POST", PROJECT + unknown, "", VIEWER).code())
        .isEqualTo("PERMISSION_DENIED");
    assertThat(client.browser().get(PROJECT + unknown).code()).isEqualTo("UNAUTHENTICATED");
  }
}
