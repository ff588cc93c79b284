package dev.gyre.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.data.PreparationSpec;
import dev.gyre.api.data.PreparedSetId;
import dev.gyre.api.data.PreparedState;
import dev.gyre.api.data.PreparedStreamSpec;
import dev.gyre.api.data.Split;
import dev.gyre.api.data.TransformSpec;
import dev.gyre.api.job.JobAssignment;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.StreamSpec;
import dev.gyre.api.project.TaskKind;
import dev.gyre.api.training.RecipeId;
import dev.gyre.api.training.TrainInput;
import dev.gyre.training.Browser;
import dev.gyre.training.Peers;
import dev.gyre.training.TrainingFixture;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunStartIT extends TrainingFixture {

  private static final PreparationSpec STREETS =
      new PreparationSpec(
          List.of(
              PreparedStreamSpec.picture("image", "gray"),
              PreparedStreamSpec.labels("classes", "image")),
          List.of(),
          Peers.SPEC.modelInput());

  @AfterEach
  void restoreTheContract() {
    peers.contract("zero", "one");
    peers.prepare(TaskKind.CLASSIFICATION, Peers.SPEC);
  }

  @Test
  void givesTheWorkerTheTrainingPartOfThePreparedSet() {
    Started started = start("inputs");
    JobAssignment assignment = executor.await(started.job());
    TrainInput input = ContractJson.mapper().treeToValue(assignment.input(), TrainInput.class);
    assertThat(assignment.type()).isEqualTo(TrainJobHandler.TYPE);
    assertThat(assignment.project()).isEqualTo(Peers.DIGITS_ID);
    assertThat(assignment.cores()).isEqualTo(1);
    assertThat(input.shards())
        .containsExactly(
            Peers.shard("train-0", Split.TRAIN), Peers.shard("validation-0", Split.VALIDATION));
    assertThat(input.index()).isEqualTo(Peers.INDEX);
    assertThat(input.classes()).isEqualTo(CLASSES);
    assertThat(input.streams()).extracting(StreamSpec::name).containsExactly("image");
    assertThat(input.preparation()).isEqualTo(Peers.SPEC);
    assertThat(input.recipe().architecture()).isEqualTo("cnn-small");
    assertThat(input.seed()).isEqualTo(9007199254740993L);
    assertThat(input.run()).isEqualTo(started.run());
  }

  @Test
  void answersTheJobAndShowsTheScheduledRun() {
    PreparedSetId set = peers.readySet();
    Browser.Answer job =
        browser.post(PROJECT + "/runs", newRun(recipe("small"), set, "shown"), ENGINEER);
    assertThat(job.status()).isEqualTo(202);
    assertThat(job.header("Location")).isEqualTo(PROJECT + "/jobs/" + job.text("id"));
    assertThat(job.text("subject")).matches("run/[0-9a-f]{32}");
    Browser.Answer run =
        browser.get(PROJECT + "/" + job.text("subject").replace("run/", "runs/"), VIEWER);
    assertThat(run.status()).isEqualTo(200);
    assertThat(run.text("state")).isEqualTo("SCHEDULED");
    assertThat(run.text("seed")).isEqualTo("9007199254740993");
    assertThat(run.text("prepared_set")).isEqualTo(set.toString());
    assertThat(run.json().at("/dataset/dataset").asString()).isEqualTo("digits");
    assertThat(run.text("job")).isEqualTo(job.text("id"));
    assertThat(run.json().has("model_version")).isFalse();
    // By its id: an attempt may have begun since.
    assertThat(browser.get(PROJECT + "/runs?limit=1", VIEWER).json().at("/items/0/id"))
        .isEqualTo(run.json().at("/id"));
  }

  @Test
  void answersARepeatedKeyAsBeforeEvenAfterTheContractHasMoved() {
    String body = newRun(recipe("small"), peers.readySet(), "repeated");
    String[] keyed = with(ENGINEER, "Idempotency-Key", "once-more");
    Browser.Answer first = browser.post(PROJECT + "/runs", body, keyed);
    peers.contract("zero", "one", "two");
    Browser.Answer again = browser.post(PROJECT + "/runs", body, keyed);
    assertThat(again.status()).isEqualTo(202);
    assertThat(again.text("id")).isEqualTo(first.text("id"));
    assertThat(browser.post(PROJECT + "/runs", body.replace("repeated", "changed"), keyed).code())
        .isEqualTo("IDEMPOTENCY_KEY_REUSED");
  }

  @Test
  void refusesAPreparedSetOfOtherClassesThanThePresentContract() {
    String body = newRun(recipe("small"), peers.readySet(), "stale");
    peers.contract("one", "zero");
    String[] keyed = with(ENGINEER, "Idempotency-Key", "refused");
    Browser.Answer refused = browser.post(PROJECT + "/runs", body, keyed);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.code()).isEqualTo("CONTRACT_VIOLATION");
    assertThat(refused.text("field")).isEqualTo("classes");
    assertThat(browser.get(PROJECT + "/runs?limit=1000", VIEWER).body())
        .doesNotContain("\"stale\"");
    peers.contract("zero", "one");
    assertThat(browser.post(PROJECT + "/runs", body, keyed).status()).isEqualTo(202);
  }

  @Test
  void refusesWhatCannotBeTrainedOn() {
    String recipe = recipe("small");
    PreparedSetId building = peers.set(PreparedState.BUILDING);
    PreparedSetId testOnly = peers.set(PreparedState.READY, Peers.shard("test-0", Split.TEST));
    assertThat(codeOf(newRun(recipe, building, "x"))).isEqualTo("WRONG_STATE");
    assertThat(codeOf(newRun(recipe, testOnly, "x"))).isEqualTo("INVALID_ARGUMENT");
    assertThat(codeOf(newRun(recipe, PreparedSetId.next(), "x"))).isEqualTo("NOT_FOUND");
    assertThat(codeOf(newRun(RecipeId.next().toString(), peers.readySet(), "x")))
        .isEqualTo("NOT_FOUND");
    assertThat(codeOf(newRun(recipe, peers.readySet(), "../x"))).isEqualTo("INVALID_ARGUMENT");
    assertThat(codeOf("{\"recipe\": \"%s\"}".formatted(recipe))).isEqualTo("UNREADABLE_BODY");
    assertThat(
            browser
                .post(
                    PROJECT + "/runs",
                    newRun(recipe, peers.readySet(), "x"),
                    with(ENGINEER, "Idempotency-Key", "k".repeat(201)))
                .code())
        .isEqualTo("INVALID_ARGUMENT");
  }

  @Test
  void refusesANetworkThatAnswersAnotherKindOfTask() {
    Browser.Answer pixels =
        browser.post(
            PROJECT + "/runs",
            newRun(recipe("pixels", "unet-small", 1), peers.readySet(), "x"),
            ENGINEER);
    assertThat(pixels.status()).isEqualTo(422);
    assertThat(pixels.code()).isEqualTo("CONTRACT_VIOLATION");
    assertThat(pixels.text("field")).isEqualTo("architecture");
    peers.prepare(TaskKind.SEGMENTATION, STREETS);
    Browser.Answer samples =
        browser.post(PROJECT + "/runs", newRun(recipe("small"), peers.readySet(), "x"), ENGINEER);
    assertThat(samples.code()).isEqualTo("CONTRACT_VIOLATION");
    assertThat(samples.text("field")).isEqualTo("architecture");
  }

  @Test
  void startsASegmentationOfALabelMapAlone() {
    String recipe = recipe("pixels", "unet-small", 1);
    peers.prepare(TaskKind.SEGMENTATION, STREETS);
    assertThat(
            browser
                .post(PROJECT + "/runs", newRun(recipe, peers.readySet(), "streets"), ENGINEER)
                .status())
        .isEqualTo(202);
    peers.prepare(TaskKind.SEGMENTATION, Peers.SPEC);
    Browser.Answer without =
        browser.post(PROJECT + "/runs", newRun(recipe, peers.readySet(), "x"), ENGINEER);
    assertThat(without.code()).isEqualTo("INVALID_ARGUMENT");
    assertThat(without.text("field")).isEqualTo("streams");
    peers.prepare(
        TaskKind.SEGMENTATION,
        new PreparationSpec(
            STREETS.streams(), List.of(new TransformSpec.Flip(true)), STREETS.modelInput()));
    Browser.Answer flipped =
        browser.post(PROJECT + "/runs", newRun(recipe, peers.readySet(), "x"), ENGINEER);
    assertThat(flipped.code()).isEqualTo("INVALID_ARGUMENT");
    assertThat(flipped.text("field")).isEqualTo("geometry");
  }

  @Test
  void refusesMoreThreadsThanThisMachineGivesToJobs() {
    Browser.Answer answer =
        browser.post(
            PROJECT + "/runs", newRun(recipe("wide", 64), peers.readySet(), "wide"), ENGINEER);
    assertThat(answer.code()).isEqualTo("INVALID_ARGUMENT");
    assertThat(answer.text("field")).isEqualTo("resources");
    assertThat(browser.get(PROJECT + "/runs?limit=1000", VIEWER).body()).doesNotContain("\"wide\"");
  }

  @Test
  void opensRunsToMembersOnly() {
    Started started = start("members");
    assertThat(
            browser
                .post(PROJECT + "/runs", newRun(recipe("small"), peers.readySet(), "x"), VIEWER)
                .code())
        .isEqualTo("PERMISSION_DENIED");
    String foreign = "/api/v1/projects/other/runs/" + started.run();
    assertThat(browser.get(foreign, OUTSIDER).code()).isEqualTo("NOT_FOUND");
    assertThat(browser.get(foreign + "/metrics", OUTSIDER).code()).isEqualTo("NOT_FOUND");
    assertThat(browser.get(foreign + "/events", OUTSIDER).code()).isEqualTo("NOT_FOUND");
    assertThat(browser.get("/api/v1/projects/other/runs", OUTSIDER).json().at("/items").size())
        .isZero();
    assertThat(browser.get(PROJECT + "/runs/XYZ", VIEWER).code()).isEqualTo("INVALID_ARGUMENT");
  }

  private String codeOf(String body) {
    return browser.post(PROJECT + "/runs", body, ENGINEER).code();
  }
}
