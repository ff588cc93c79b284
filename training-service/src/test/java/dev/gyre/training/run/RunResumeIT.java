package dev.gyre.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.job.JobArtifact;
import dev.gyre.api.job.JobCheckpoint;
import dev.gyre.api.job.JobHeartbeat;
import dev.gyre.api.job.JobMetric;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobUrlQuery;
import dev.gyre.api.job.JobUrls;
import dev.gyre.infra.jobs.AttemptId;
import dev.gyre.training.Browser;
import dev.gyre.training.HeldExecutor;
import dev.gyre.training.TrainingFixture;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a second attempt takes over from the first, and what it does not. */
class RunResumeIT extends TrainingFixture {

  private static final JobOutcome CRASH =
      new JobOutcome.Failed(JobOutcome.Fault.PLATFORM, "WORKER_EXITED", "killed");

  @Test
  void goesOnFromTheNewestCheckpoint() {
    Started started = start("resumed");
    AttemptId first = HeldExecutor.firstAttempt(started.job());
    assertThat(executor.await(started.job()).input().path("checkpoint").isString()).isFalse();
    beat(started, 1, metric("train_loss", 10, 0.9), metric("train_loss", 20, 0.5));
    JobCheckpoint older = keep(started, first, 10);
    JobCheckpoint newest = keep(started, first, 20);
    engine.checkpoint(first, newest);
    beat(started, 2, metric("train_loss", 30, 0.4));
    assertThat(run(started).text("checkpoint")).isEqualTo("20");
    end(started, CRASH);

    AttemptId second = new AttemptId(started.job(), 2);
    assertThat(executor.await(second).input().path("checkpoint").asString())
        .isEqualTo(newest.artifact().digest().hex());
    Digest wanted = newest.artifact().digest();
    assertThat(engine.urls(second, new JobUrlQuery(List.of(wanted), 0)).inputs())
        .extracting(JobUrls.Input::digest)
        .containsExactly(wanted);
    JsonNode attempts = run(started).json().path("attempts");
    assertThat(attempts.size()).isEqualTo(2);
    assertThat(attempts.at("/0/number").asInt()).isEqualTo(1);
    assertThat(attempts.at("/0/resumed_from").isString()).isFalse();
    assertThat(attempts.at("/1/number").asInt()).isEqualTo(2);
    assertThat(attempts.at("/1/resumed_from").asString()).isEqualTo("20");

    lateWriterChangesNothing(started, first, older);
    JsonNode before = metrics(started);
    engine.heartbeat(second, report(metric("train_loss", 30, 0.4), metric("train_loss", 40, 0.3)));
    JsonNode after = metrics(started);
    assertThat(after.size()).isEqualTo(4);
    assertThat(before.size()).isEqualTo(3);
    for (int i = 0; i < 3; i++) {
      assertThat(after.get(i)).as("a point of equal value stays").isEqualTo(before.get(i));
    }
  }

  @Test
  void beginsAtTheSeedWithoutACheckpoint() {
    Started started = start("anew");
    beat(started, 1, metric("train_loss", 10, 0.9));
    end(started, CRASH);
    AttemptId second = new AttemptId(started.job(), 2);
    assertThat(executor.await(second).input().path("checkpoint").isString()).isFalse();
    Browser.Answer run = run(started);
    assertThat(run.json().at("/attempts/1/resumed_from").isString()).isFalse();
    assertThat(run.json().path("checkpoint").isString()).isFalse();
  }

  @Test
  void givesNoRunTheCheckpointOfAnother() {
    Started one = start("mine");
    Started other = start("theirs");
    JobCheckpoint checkpoint = keep(one, HeldExecutor.firstAttempt(one.job()), 10);
    executor.await(other.job());
    AttemptId asking = HeldExecutor.firstAttempt(other.job());
    JobUrlQuery query = new JobUrlQuery(List.of(checkpoint.artifact().digest()), 0);
    assertThatThrownBy(() -> engine.urls(asking, query))
        .isInstanceOfSatisfying(
            PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
  }

  private void lateWriterChangesNothing(Started started, AttemptId first, JobCheckpoint kept) {
    assertFenced(() -> engine.checkpoint(first, new JobCheckpoint(50, kept.artifact())));
    assertFenced(() -> engine.heartbeat(first, report(metric("train_loss", 50, 9))));
    assertThat(run(started).text("checkpoint")).isEqualTo("20");
    assertThat(metrics(started).size()).isEqualTo(3);
  }

  private static void assertFenced(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FENCED));
  }

  private static JobHeartbeat report(JobMetric... metrics) {
    return new JobHeartbeat(100, 0.5, null, List.of(), List.of(metrics));
  }

  private JobCheckpoint keep(Started started, AttemptId attempt, long step) {
    executor.await(attempt);
    byte[] bytes =
        "state of %s at %d".formatted(started.run(), step).getBytes(StandardCharsets.UTF_8);
    JobUrls.Upload place = engine.urls(attempt, new JobUrlQuery(List.of(), 1)).uploads().getFirst();
    browser.upload(place.url(), bytes);
    JobCheckpoint checkpoint =
        new JobCheckpoint(
            step,
            new JobArtifact(
                "checkpoint", Digest.of(bytes), bytes.length, "application/x-tar", place.upload()));
    engine.checkpoint(attempt, checkpoint);
    return checkpoint;
  }

  private JsonNode metrics(Started started) {
    return browser.get(PROJECT + "/runs/" + started.run() + "/metrics", VIEWER).json();
  }
}
