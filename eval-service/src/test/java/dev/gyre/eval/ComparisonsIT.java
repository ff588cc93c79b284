package dev.gyre.eval;

import static dev.gyre.eval.EvalClient.comparison;
import static dev.gyre.eval.EvalClient.request;
import static dev.gyre.eval.EvalClient.subject;
import static dev.gyre.eval.EvalClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.data.Split;
import dev.gyre.infra.jobs.JobEngine;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Two models on the same samples. */
@EvalServiceTest
class ComparisonsIT {

  private final EvalClient client;
  private final World world;

  @Autowired
  ComparisonsIT(@LocalServerPort int port, JobEngine engine, World world) {
    this.client = new EvalClient(port, engine);
    this.world = world;
  }

  /** Each test has a contract of its own number, hence evaluations and verdicts of its own. */
  @BeforeEach
  void freshContract() {
    world.apply(World.contractWithFloor(0.6));
    world.aliases.clear();
  }

  @Test
  void comparesTwoEvaluationsAndKeepsAllFourSets() {
    String champion = client.evaluate(1);
    String candidate = client.evaluate(2);
    JsonNode slice =
        client.frozen(
            "frozen " + world.contractNumber(), world.split(Split.TEST).limit(10).toList());
    String body = comparison(champion, candidate, slice.get("id").asString());
    Browser.Answer made = client.post("/comparisons", body);
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    String id = made.json().get("id").asString();
    assertThat(client.post("/comparisons", body).json().get("id").asString()).isEqualTo(id);
    JsonNode overall = client.get("/comparisons/" + id).get("overall");
    assertThat(overall.get("fixed").asInt()).isEqualTo(9);
    assertThat(overall.get("broken").asInt()).isZero();
    assertThat(overall.get("both_wrong").asInt()).isEqualTo(1);
    assertThat(overall.get("both_right").asInt()).isEqualTo(80);
    JsonNode last = made.json().get("slices").get(5);
    assertThat(last.get("id")).isEqualTo(slice.get("id"));
    assertThat(last.get("flips").get("fixed").asInt()).isEqualTo(2);
    assertThat(client.get("/comparisons/" + id + "/flips?limit=1000").get("items")).hasSize(90);
    JsonNode fixed = client.get("/comparisons/" + id + "/flips?kind=FIXED&limit=5");
    assertThat(texts(fixed.get("items"), "champion")).containsOnly("a");
    assertThat(texts(fixed.get("items"), "candidate")).containsOnly("c");
    JsonNode more =
        client.get(
            "/comparisons/%s/flips?kind=FIXED&limit=5&cursor=%s"
                .formatted(id, fixed.get("next_cursor").asString()));
    assertThat(more.get("items")).hasSize(4);
    assertThat(texts(client.get("/comparisons").get("items"), "id")).contains(id);
  }

  /** So a proof can be frozen before anyone knows which of it is of the mode. */
  @Test
  void judgesOfAFrozenListWhatPassesItsFilter() {
    String champion = client.evaluate(1);
    String candidate = client.evaluate(2);
    List<World.Member> some = world.split(Split.TEST).limit(20).toList();
    String ids = some.stream().map(m -> "\"" + m.id() + "\"").collect(Collectors.joining(","));
    String body =
        "{\"name\": \"both %d\", \"filter\": \"sample.camera == 'left'\", \"samples\": [%s]}"
            .formatted(world.contractNumber(), ids);
    Browser.Answer made = client.post("/slices", body);
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    assertThat(made.json().get("state").asString()).isEqualTo("FROZEN");
    assertThat(made.json().get("samples").asInt()).isEqualTo(20);
    assertThat(client.post("/slices", body).json().get("id")).isEqualTo(made.json().get("id"));
    assertThat(client.post("/slices", body.replace("left", "right")).code())
        .isEqualTo("ALREADY_EXISTS");
    assertThat(client.post("/slices", body.replace("camera", "colour")).code())
        .isEqualTo("INVALID_FILTER");
    String id = made.json().get("id").asString();
    assertThat(client.get("/slices/" + id + "/samples").get("items")).hasSize(20);
    JsonNode slice =
        client
            .post("/comparisons", comparison(champion, candidate, id))
            .json()
            .get("slices")
            .get(5);
    JsonNode flips = slice.get("flips");
    long left = some.stream().filter(m -> m.camera().equals("left")).count();
    assertThat(left).isBetween(1L, 19L);
    assertThat(
            flips.get("both_right").asInt()
                + flips.get("fixed").asInt()
                + flips.get("broken").asInt()
                + flips.get("both_wrong").asInt())
        .isEqualTo((int) left);
    assertThat(slice.get("absent").asInt()).isZero();
  }

  @Test
  void refusesToCompareWhatIsNotDoneOrNotOnTheSameSamples() {
    String champion = client.evaluate(1);
    String fewer = client.evaluate(7);
    assertThat(client.post("/comparisons", comparison(champion, fewer)).code())
        .isEqualTo("WRONG_STATE");
    String failed = subject(client.ended("/evaluations", request(World.BROKEN_MODEL), "FAILED"));
    assertThat(client.post("/comparisons", comparison(champion, failed)).code())
        .isEqualTo("WRONG_STATE");
    assertThat(
            client.post("/comparisons", comparison(champion, UUID.randomUUID().toString())).code())
        .isEqualTo("NOT_FOUND");
  }
}
