package dev.gyre.eval;

import static dev.gyre.eval.EvalClient.ENGINEER;
import static dev.gyre.eval.EvalClient.PROJECT;
import static dev.gyre.eval.EvalClient.VIEWER;
import static dev.gyre.eval.EvalClient.gate;
import static dev.gyre.eval.EvalClient.request;
import static dev.gyre.eval.EvalClient.subject;
import static dev.gyre.eval.EvalClient.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gyre.infra.jobs.JobEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Models scored on dataset versions. */
@EvalServiceTest
class EvaluationsIT {

  private final EvalClient client;
  private final World world;
  private final FakeWorker worker;

  @Autowired
  EvaluationsIT(@LocalServerPort int port, JobEngine engine, World world, FakeWorker worker) {
    this.client = new EvalClient(port, engine);
    this.world = world;
    this.worker = worker;
  }

  /** Each test has a contract of its own number, hence evaluations and verdicts of its own. */
  @BeforeEach
  void freshContract() {
    world.apply(World.contractWithFloor(0.6));
    world.aliases.clear();
  }

  @ParameterizedTest
  @CsvSource({
    "99, NOT_FOUND",
    "4, WRONG_STATE",
    "5, CONTRACT_VIOLATION",
  })
  void refusesModelsThatCannotBeEvaluated(int model, String code) {
    assertThat(client.post("/evaluations", request(model)).code()).isEqualTo(code);
    assertThat(client.post("/gate-verdicts", gate(model)).code()).isEqualTo(code);
    if (model != 5) {
      assertThat(client.post("/prediction-sets", request(model)).code()).isEqualTo(code);
    }
  }

  @Test
  void refusesAnUnknownDatasetVersionAndAnEmptySplit() {
    String body = request(1);
    assertThat(client.post("/evaluations", body.replace("main", "other")).code())
        .isEqualTo("NOT_FOUND");
    assertThat(client.post("/evaluations", body.replace("TEST", "VALIDATION")).code())
        .isEqualTo("WRONG_STATE");
    assertThat(client.post("/evaluations", body.replace("TEST", "ALL")).code())
        .isEqualTo("UNREADABLE_BODY");
  }

  @Test
  void evaluatesWithSlicesThatAddUp() {
    String id = client.evaluate(1);
    JsonNode evaluation = client.get("/evaluations/" + id);
    assertThat(evaluation.get("state").asString()).isEqualTo("DONE");
    assertThat(evaluation.get("contract_number").asInt()).isEqualTo(world.contractNumber());
    JsonNode accuracy = evaluation.get("metrics").get(0);
    assertThat(accuracy.get("metric").asString()).isEqualTo("ACCURACY");
    assertThat(accuracy.get("value").asDouble()).isEqualTo(80 / 90.0);
    assertThat(accuracy.get("method").asString()).isEqualTo("wilson");
    assertThat(evaluation.get("metrics")).hasSize(3);
    assertThat(evaluation.get("confusion").get(2).get(0).asInt()).isEqualTo(10);
    Map<Boolean, Integer> n = sums(evaluation.get("slices"), "n");
    assertThat(n).isEqualTo(Map.of(true, 90, false, 90));
    assertThat(sums(evaluation.get("slices"), "true_positives"))
        .isEqualTo(Map.of(true, 80, false, 80));
    assertThat(sums(evaluation.get("slices"), "false_positives"))
        .isEqualTo(Map.of(true, 10, false, 10));
    assertThat(sums(evaluation.get("slices"), "false_negatives"))
        .isEqualTo(Map.of(true, 10, false, 10));
    assertThat(texts(evaluation.get("slices"), "slice"))
        .containsExactly("digit", "digit", "digit", "left", "right");
    assertThat(texts(client.get("/evaluations?model=net").get("items"), "id")).contains(id);
    assertThat(client.get("/evaluations?model=other").get("items")).isEmpty();
  }

  /** By class, and by camera. */
  private static Map<Boolean, Integer> sums(JsonNode slices, String member) {
    List<JsonNode> all = new ArrayList<>();
    slices.forEach(all::add);
    return all.stream()
        .collect(
            Collectors.groupingBy(
                slice -> slice.has("class_name"),
                Collectors.summingInt(slice -> slice.get(member).asInt())));
  }

  @Test
  void showsTheWorstSamples() {
    String id = client.evaluate(1);
    JsonNode worst = client.get("/evaluations/" + id + "/worst?limit=3");
    assertThat(texts(worst, "class_name")).containsExactly("c", "c", "c");
    assertThat(texts(worst, "predicted")).containsExactly("a", "a", "a");
    assertThat(
            client.browser().get(PROJECT + "/evaluations/" + id + "/worst?limit=0", VIEWER).code())
        .isEqualTo("INVALID_ARGUMENT");
  }

  @Test
  void evaluatesOnceForEqualInputsAndUsesThePredictionsThatAreThere() {
    String first = client.evaluate(2);
    int predicted = worker.started.get();
    assertThat(client.evaluate(2)).isEqualTo(first);
    world.apply(World.contractWithFloor(0.7));
    String other = client.evaluate(2);
    assertThat(other).isNotEqualTo(first);
    assertThat(client.get("/evaluations/" + other).get("prediction_set"))
        .isEqualTo(client.get("/evaluations/" + first).get("prediction_set"));
    assertThat(worker.started).hasValue(predicted);
    assertThat(EvalClient.events("dev.gyre.evaluation.completed.v1", first)).isEqualTo(1);
  }

  @Test
  void anIdempotencyKeyAnswersAsBeforeAndIsRefusedForAnotherRequest() {
    String[] headers = {
      ENGINEER[0], ENGINEER[1], "Idempotency-Key", "key " + world.contractNumber()
    };
    JsonNode first =
        client.browser().send("POST", PROJECT + "/evaluations", request(1), headers).json();
    world.apply(World.contractWithFloor(0.65));
    JsonNode second =
        client.browser().send("POST", PROJECT + "/evaluations", request(1), headers).json();
    assertThat(second.get("id")).isEqualTo(first.get("id"));
    assertThat(client.browser().send("POST", PROJECT + "/evaluations", request(2), headers).code())
        .isEqualTo("IDEMPOTENCY_KEY_REUSED");
  }

  @Test
  void manyWaitForOneWorkerAndNoneTakesThePlaceThatAnotherNeeds() {
    worker.hold();
    try {
      List<JsonNode> jobs = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        world.apply(World.contractWithFloor(0.6));
        jobs.add(client.post("/gate-verdicts", gate(9)).json());
      }
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> jobs.stream().allMatch(job -> client.state(job).equals("RUNNING")));
      JsonNode evaluation = client.post("/evaluations", request(9)).json();
      worker.release();
      jobs.add(evaluation);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> jobs.stream().allMatch(job -> client.state(job).equals("SUCCEEDED")));
    } finally {
      worker.release();
    }
  }

  @Test
  void whoWaitsForAWorkerCanBeCancelled() {
    worker.hold();
    try {
      JsonNode job = client.post("/evaluations", request(10)).json();
      await().atMost(Duration.ofSeconds(20)).until(() -> client.state(job).equals("RUNNING"));
      client.cancel(job);
      await().atMost(Duration.ofSeconds(20)).until(() -> client.state(job).equals("CANCELLED"));
      assertThat(client.get("/evaluations/" + subject(job)).get("state").asString())
          .isEqualTo("FAILED");
    } finally {
      worker.release();
    }
  }
}
