package dev.gyre.eval;

import static dev.gyre.eval.EvalClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.infra.jobs.JobEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Slices by filter and by list. */
@EvalServiceTest
class SlicesIT {

  private final EvalClient client;
  private final World world;

  @Autowired
  SlicesIT(@LocalServerPort int port, JobEngine engine, World world) {
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
  void makesLiveSlicesByFilterAndRefusesABadOne() {
    String name = "left " + world.contractNumber();
    String body = "{\"name\": \"%s\", \"filter\": \"sample.camera == 'left'\"}".formatted(name);
    Browser.Answer made = client.post("/slices", body);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().get("state").asString()).isEqualTo("LIVE");
    assertThat(made.json().get("samples").asInt()).isEqualTo(75);
    assertThat(client.post("/slices", body).json().get("id")).isEqualTo(made.json().get("id"));
    assertThat(client.post("/slices", body.replace("'left'", "'right'")).code())
        .isEqualTo("ALREADY_EXISTS");
    assertThat(client.post("/slices", body.replace("camera", "colour")).code())
        .isEqualTo("INVALID_FILTER");
    assertThat(client.post("/slices", "{\"name\": \"x\"}").code()).isEqualTo("INVALID_ARGUMENT");
    String id = made.json().get("id").asString();
    assertThat(client.get("/slices/" + id + "/samples?limit=2").get("items")).hasSize(2);
    assertThat(texts(client.get("/slices").get("items"), "id")).contains(id);
  }

  @Test
  void freezesListsInTheirOrderAndPagesThem() {
    List<World.Member> some = world.members.subList(10, 15);
    JsonNode slice = client.frozen("frozen " + world.contractNumber(), some);
    assertThat(slice.get("state").asString()).isEqualTo("FROZEN");
    String path = "/slices/" + slice.get("id").asString() + "/samples";
    JsonNode first = client.get(path + "?limit=3");
    JsonNode rest = client.get(path + "?limit=3&cursor=" + first.get("next_cursor").asString());
    List<String> ids = new ArrayList<>();
    first.get("items").forEach(id -> ids.add(id.asString()));
    rest.get("items").forEach(id -> ids.add(id.asString()));
    assertThat(ids).isEqualTo(some.stream().map(m -> m.id().toString()).toList());
    assertThat(rest.has("next_cursor")).isFalse();
    String unknown = "{\"name\": \"y\", \"samples\": [\"%s\"]}".formatted(UUID.randomUUID());
    assertThat(client.post("/slices", unknown).code()).isEqualTo("NOT_FOUND");
  }
}
