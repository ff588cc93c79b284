package dev.gyre.eval;

import static dev.gyre.eval.EvalClient.request;
import static dev.gyre.eval.EvalClient.subject;
import static dev.gyre.eval.EvalClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.infra.jobs.JobEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Predictions by a worker. */
@EvalServiceTest
class PredictionSetsIT {

  private final EvalClient client;
  private final World world;
  private final FakeWorker worker;

  @Autowired
  PredictionSetsIT(@LocalServerPort int port, JobEngine engine, World world, FakeWorker worker) {
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

  @Test
  void predictsOnceForEqualInputsAndStoresEveryRow() {
    JsonNode job = client.ended("/prediction-sets", request(1), "SUCCEEDED");
    assertThat(job.get("type").asString()).isEqualTo("predict");
    assertThat(client.post("/prediction-sets", request(1)).json().get("id"))
        .isEqualTo(job.get("id"));
    JsonNode set = client.get("/prediction-sets/" + subject(job));
    assertThat(set.get("state").asString()).isEqualTo("READY");
    assertThat(set.get("count").asInt()).isEqualTo(90);
    assertThat(set.get("artifact").asString()).hasSize(64);
    assertThat(texts(client.get("/prediction-sets").get("items"), "id")).contains(subject(job));
  }

  @Test
  void namesEverySampleWithoutAPrediction() {
    String id = client.done("/prediction-sets", request(7));
    JsonNode set = client.get("/prediction-sets/" + id);
    assertThat(set.get("count").asInt() + set.get("rejected").asInt()).isEqualTo(90);
    assertThat(texts(client.get("/prediction-sets/" + id + "/rejects"), "item"))
        .containsExactly("test-000", "test-001");
  }

  @Test
  void aFailedPredictionIsStartedAnewAndFailsWhoeverWaitsForIt() {
    JsonNode failed = client.ended("/evaluations", request(World.BROKEN_MODEL), "FAILED");
    assertThat(client.get("/evaluations/" + subject(failed)).get("state").asString())
        .isEqualTo("FAILED");
    assertThat(client.outcome(failed)).contains("WRONG_STATE", "The graph has no output");
    JsonNode again = client.ended("/evaluations", request(World.BROKEN_MODEL), "FAILED");
    assertThat(subject(again)).isEqualTo(subject(failed));
    assertThat(again.get("id")).isNotEqualTo(failed.get("id"));
  }

  @Test
  void refusesAResultWhoseRowsAndRejectsAreNotTheWholeSplit() {
    JsonNode failed = client.ended("/prediction-sets", request(World.LYING_MODEL), "FAILED");
    assertThat(client.outcome(failed)).contains("INVALID_ARGUMENT", "the 90 samples of the split");
    assertThat(client.get("/prediction-sets/" + subject(failed)).get("state").asString())
        .isEqualTo("FAILED");
  }

  @Test
  void aWorkerMayReadWhatItsManifestNamesInTheSplitAndNothingElse() {
    String _ = client.done("/prediction-sets", request(8));
    assertThat(worker.refusals).contains("NOT_FOUND");
  }
}
