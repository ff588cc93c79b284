package dev.gyre.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.Digest;
import dev.gyre.api.job.JobArtifact;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobState;
import dev.gyre.api.json.ContractJson;
import dev.gyre.infra.jobs.JobRequest;
import dev.gyre.training.Browser;
import dev.gyre.training.Peers;
import dev.gyre.training.TrainingFixture;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class RunEndIT extends TrainingFixture {

  private static final String FINISHED = "dev.gyre.run.finished.v1";
  private static final String REGISTERED = "dev.gyre.model_version.registered.v1";

  @Autowired private TrainJobHandler handler;
  @Autowired private PlatformTransactionManager transactions;

  @Test
  void registersAVersionWithItsLineageInTheTransactionThatClosesTheJob() {
    Started started = start("lineage");
    beat(started, 1, metric("train_loss", 0, 0.7));
    Digest digest = succeed(started);

    JsonNode run = run(started).json();
    assertThat(run.at("/state").asString()).isEqualTo("FINISHED");
    assertThat(run.at("/model_version").asInt()).isEqualTo(1);
    assertThat(run.has("ended")).isTrue();
    assertThat(engine.get(started.job()).state()).isEqualTo(JobState.SUCCEEDED);

    JsonNode version = browser.get(PROJECT + "/models/lineage/versions/1", VIEWER).json();
    assertThat(version.at("/artifact").asString()).isEqualTo(digest.hex());
    assertThat(version.at("/run").asString()).isEqualTo(started.run());
    assertThat(version.at("/prepared_set")).isEqualTo(run.at("/prepared_set"));
    assertThat(version.at("/preparation").asString()).isEqualTo(Peers.PREPARATION.toString());
    assertThat(version.at("/dataset")).isEqualTo(run.at("/dataset"));
    assertThat(version.at("/contract_number").asInt()).isEqualTo(peers.contractNumber());
    assertThat(version.at("/state").asString()).isEqualTo("READY");
    assertThat(version.at("/metrics/validation_accuracy").asDouble()).isEqualTo(0.97);
    assertThat(events(REGISTERED, started.run())).singleElement().isEqualTo(version);
    assertThat(events(FINISHED, "run/" + started.run())).singleElement().isEqualTo(run);
  }

  @Test
  void numbersVersionsOfALineEvenWhenRunsEndAtOnce() {
    List<Started> all = Stream.generate(() -> start("crowded")).limit(4).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture.allOf(
              all.stream()
                  .map(started -> CompletableFuture.runAsync(() -> succeed(started), threads))
                  .toArray(CompletableFuture[]::new))
          .join();
    }
    assertThat(all.stream().map(started -> run(started).json().at("/model_version").asInt()))
        .containsExactlyInAnyOrder(1, 2, 3, 4);
    assertThat(browser.get(PROJECT + "/models/crowded", VIEWER).json().at("/newest").asInt())
        .isEqualTo(4);
  }

  @Test
  void hasItsEffectOnceWhenTheWorkerCompletesTwice() {
    Started started = start("twice");
    Digest digest = succeed(started);
    end(
        started,
        new JobOutcome.Succeeded(ContractJson.mapper().valueToTree(result(digest, 1, CLASSES, 0))));
    assertThat(browser.get(PROJECT + "/models/twice", VIEWER).json().at("/newest").asInt())
        .isEqualTo(1);
    assertThat(events(FINISHED, "run/" + started.run())).hasSize(1);
  }

  @Test
  void refusesAPackageThatTheWorkerHasNotUploaded() {
    Digest foreign =
        artifacts.put("somebody else's".getBytes(StandardCharsets.UTF_8), "a/b").digest();
    Started started = start("foreign");
    end(
        started,
        new JobOutcome.Succeeded(
            ContractJson.mapper().valueToTree(result(foreign, 15, CLASSES, 0))));
    assertFailed(started, "INVALID_ARGUMENT", "foreign");
  }

  @Test
  void refusesAPackageOfAnotherSizeThanTheStoredOne() {
    byte[] bytes = {1, 2, 3};
    Started started = start("resized");
    complete(started, bytes, result(Digest.of(bytes), 4, CLASSES, 0));
    assertFailed(started, "INVALID_ARGUMENT", "resized");
  }

  @Test
  void refusesAPackageWithOtherClassesThanTheRunWasStartedFor() {
    byte[] bytes = {1, 2, 4};
    Started started = start("reordered");
    complete(started, bytes, result(Digest.of(bytes), 3, List.of("one", "zero"), 0));
    assertFailed(started, "CONTRACT_VIOLATION", "reordered");
  }

  @Test
  void refusesAPackageThatAnswersOtherwiseThanTheNetwork() {
    byte[] bytes = {1, 2, 5};
    Started started = start("deviating");
    complete(started, bytes, result(Digest.of(bytes), 3, CLASSES, 2e-4));
    assertFailed(started, "UNSUPPORTED_MODEL", "deviating");
  }

  @Test
  void refusesAResultThatIsNone() {
    Started started = start("unreadable");
    end(
        started,
        new JobOutcome.Succeeded(JsonNodeFactory.instance.objectNode()),
        new JobArtifact[0]);
    assertFailed(started, "INVALID_ARGUMENT", "unreadable");
  }

  @Test
  void failsWithItsJob() {
    Started started = start("failing");
    end(started, new JobOutcome.Failed(JobOutcome.Fault.USER, "NO_SAMPLES", "No samples"));
    assertThat(run(started).text("state")).isEqualTo("FAILED");
    assertThat(events(FINISHED, "run/" + started.run()))
        .singleElement()
        .satisfies(event -> assertThat(event.at("/state").asString()).isEqualTo("FAILED"));
  }

  @Test
  void goesOnWhenAnAttemptFailsThatIsTriedAgain() {
    Started started = start("retried");
    beat(started, 1);
    end(started, new JobOutcome.Failed(JobOutcome.Fault.PLATFORM, "LOST", "Lost"));
    assertThat(run(started).text("state")).isEqualTo("RUNNING");
    assertThat(events(FINISHED, "run/" + started.run())).isEmpty();
  }

  @Test
  void isKilledWhenItsJobIsCancelled() {
    Started started = start("cancelled");
    beat(started, 1);
    engine.cancel(started.job());
    end(started, new JobOutcome.Cancelled("Asked to"));
    Browser.Answer run = run(started);
    assertThat(run.text("state")).isEqualTo("KILLED");
    assertThat(run.json().has("ended")).isTrue();
  }

  @Test
  void isKilledWhenItsJobTakesTooLong() {
    Started started = start("slow");
    JobRequest request =
        new JobRequest(engine.get(started.job()), JsonNodeFactory.instance.objectNode());
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            _ -> handler.onFailed(request, new JobOutcome.TimedOut("Longer than 12 hours")));
    assertThat(run(started).text("state")).isEqualTo("KILLED");
  }

  @Test
  void pagesRunsNewestFirstWithoutLosingOne() {
    List<String> made =
        IntStream.range(0, 3).mapToObj(_ -> start("paged").run()).toList().reversed();
    Browser.Answer first = browser.get(PROJECT + "/runs?limit=2", VIEWER);
    Browser.Answer second =
        browser.get(PROJECT + "/runs?limit=1&cursor=" + first.text("next_cursor"), VIEWER);
    assertThat(
            Stream.of(
                first.json().at("/items/0/id"),
                first.json().at("/items/1/id"),
                second.json().at("/items/0/id")))
        .extracting(JsonNode::asString)
        .isEqualTo(made);
  }

  private void assertFailed(Started started, String code, String model) {
    assertThat(engine.get(started.job()).outcome())
        .isInstanceOfSatisfying(
            JobOutcome.Failed.class, failed -> assertThat(failed.code()).isEqualTo(code));
    assertThat(run(started).text("state")).isEqualTo("FAILED");
    assertThat(browser.get(PROJECT + "/models/" + model, VIEWER).code()).isEqualTo("NOT_FOUND");
    assertThat(events(REGISTERED, started.run())).isEmpty();
  }
}
