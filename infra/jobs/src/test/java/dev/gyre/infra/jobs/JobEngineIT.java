package dev.gyre.infra.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobCompletion;
import dev.gyre.api.job.JobHeartbeat;
import dev.gyre.api.job.JobId;
import dev.gyre.api.job.JobMetric;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobState;
import dev.gyre.api.job.JobUrlQuery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.util.unit.DataSize;

/** Jobs whose workers are played by the test. */
class JobEngineIT {

  private static final Duration LEASE = JobFixture.PROPERTIES.lease();

  private JobFixture fixture;
  private RecordingHandler handler;
  private JobEngine engine;

  @BeforeEach
  void create() {
    fixture = new JobFixture();
    handler = new RecordingHandler(fixture.database, "train");
    engine = fixture.engine(handler);
  }

  @AfterEach
  void drop() {
    fixture.close();
  }

  @Test
  void aJobExistsOnlyIfItsTransactionCommits() {
    JobSubmission submission = JobFixture.submission("train");
    fixture
        .database
        .transactions()
        .executeWithoutResult(status -> {
          engine.submit(submission);
          status.setRollbackOnly();
        });

    assertThatThrownBy(() -> engine.get(submission.id())).hasMessageContaining("no job");
    assertThatThrownBy(() -> engine.submit(submission)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void submittingTheSameIdAgainIsOneJob() {
    JobSubmission submission = JobFixture.submission("train");
    fixture.submit(engine, submission);
    fixture.submit(engine, submission);
    engine.tick();
    assertThat(fixture.executor.started).hasSize(1);
  }

  @Test
  void refusesWhatTheHostWillNeverHave() {
    JobSubmission huge =
        JobFixture.submission("train").withResources(new JobResources(3, DataSize.ofMegabytes(1)));
    assertThatThrownBy(() -> fixture.submit(engine, huge))
        .isInstanceOf(PlatformException.class)
        .hasMessageContaining("3.0 cores")
        .hasMessageContaining("2.0 cores and 1000 MiB");
  }

  @Test
  void givesASuccessItsEffectOnceHoweverOftenItIsReported() {
    JobId job = fixture.submit(engine, "train");
    AttemptId attempt = startedAttempt();
    engine.heartbeat(attempt, new JobHeartbeat(1, 0.5, "half way", List.of(), List.of()));
    assertThat(engine.get(job).progress()).isEqualTo(0.5);
    assertThat(engine.get(job).note()).isEqualTo("half way");

    engine.complete(attempt, succeeded());
    engine.complete(attempt, succeeded());

    assertThat(handler.effects()).containsExactly("succeeded {\"n\":1}");
    Job ended = engine.get(job);
    assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(ended.progress()).isEqualTo(1);
    assertThat(ended.result()).contains(JobFixture.json("{\"n\":1}"));
    assertThat(ended.ended()).isEqualTo(fixture.clock.instant());
  }

  @Test
  void aLapsedHoldersCompletionChangesNothing() {
    JobId job = fixture.submit(engine, "train");
    AttemptId lapsed = startedAttempt();
    fixture.clock.advance(LEASE);
    engine.tick();
    fixture.clock.advance(Duration.ofSeconds(10));
    AttemptId holder = startedAttempt();
    assertThat(holder.number()).isEqualTo(2);

    assertThatThrownBy(() -> engine.complete(lapsed, succeeded())).satisfies(this::isFenced);
    assertThatThrownBy(() -> engine.heartbeat(lapsed, beat(1))).satisfies(this::isFenced);
    assertThatThrownBy(() -> engine.urls(lapsed, new JobUrlQuery(List.of(), 0)))
        .satisfies(this::isFenced);

    assertThat(handler.effects()).isEmpty();
    assertThat(engine.get(job).state()).isEqualTo(JobState.RUNNING);
    engine.complete(holder, succeeded());
    assertThat(handler.effects()).hasSize(1);
    assertThat(endings()).containsExactly("LOST", "SUCCEEDED");
  }

  @Test
  void aLapsedHolderIsRefusedEvenBeforeTheJobIsTakenOver() {
    fixture.submit(engine, "train");
    AttemptId attempt = startedAttempt();
    fixture.clock.advance(LEASE);
    assertThatThrownBy(() -> engine.heartbeat(attempt, beat(1))).satisfies(this::isFenced);
  }

  @Test
  void heartbeatsKeepTheLease() {
    JobId job = fixture.submit(engine, "train");
    AttemptId attempt = startedAttempt();
    for (int i = 1; i <= 4; i++) {
      fixture.clock.advance(LEASE.dividedBy(2));
      engine.heartbeat(attempt, beat(i));
      engine.tick();
    }
    assertThat(engine.get(job).attempt()).isEqualTo(1);
    assertThat(engine.get(job).state()).isEqualTo(JobState.RUNNING);
  }

  @Test
  void aHeartbeatThatComesAgainAddsNothing() {
    JobId job = fixture.submit(engine, "train");
    AttemptId attempt = startedAttempt();
    JobHeartbeat heartbeat =
        new JobHeartbeat(
            1,
            0.1,
            null,
            List.of("one", "two"),
            List.of(new JobMetric("loss", 0.5, 1, fixture.clock.instant())));
    engine.heartbeat(attempt, heartbeat);
    engine.heartbeat(attempt, heartbeat);

    assertThat(handler.effects()).containsExactly("loss 0.5");
    assertThat(log(job)).containsExactly("one", "two");
  }

  @Test
  void triesAgainWithGrowingPausesAndThenFails() {
    JobId job = fixture.submit(engine, "train");
    for (int pause : new int[] {10, 15}) {
      fixture.executor.exit(startedAttempt(), 1);
      engine.tick();
      assertThat(engine.get(job).state()).isEqualTo(JobState.QUEUED);
      fixture.clock.advance(Duration.ofSeconds(pause - 1));
      engine.tick();
      assertThat(engine.get(job).state()).isEqualTo(JobState.QUEUED);
      fixture.clock.advance(Duration.ofSeconds(1));
    }
    fixture.executor.exit(startedAttempt(), 1);
    engine.tick();

    assertThat(engine.get(job).state()).isEqualTo(JobState.FAILED);
    assertThat(engine.get(job).attempt()).isEqualTo(3);
    assertThat(engine.get(job).outcome())
        .isInstanceOfSatisfying(
            JobOutcome.Failed.class,
            failed -> {
              assertThat(failed.code()).isEqualTo("WORKER_EXITED");
              assertThat(failed.message()).contains("exit code 1");
            });
    assertThat(handler.effects()).containsExactly("ended FAILED");
  }

  @Test
  void doesNotTryAgainWhatTheUserGotWrong() {
    JobId job = fixture.submit(engine, "train");
    engine.complete(
        startedAttempt(),
        new JobCompletion(
            new JobOutcome.Failed(JobOutcome.Fault.USER, "CONTRACT_VIOLATION", "no class"),
            List.of()));
    assertThat(engine.get(job).state()).isEqualTo(JobState.FAILED);
    assertThat(handler.effects()).containsExactly("ended FAILED");
  }

  @Test
  void doesNotCountAnAttemptThatTheExecutorHadNoRoomFor() {
    JobId job = fixture.submit(engine, "train");
    fixture.executor.refuse(true);
    for (int i = 0; i < 5; i++) {
      engine.tick();
      fixture.clock.advance(Duration.ofSeconds(15));
    }
    assertThat(engine.get(job).note()).contains("Waits for room");
    fixture.executor.refuse(false);
    engine.complete(startedAttempt(), succeeded());
    assertThat(engine.get(job).state()).isEqualTo(JobState.SUCCEEDED);
  }

  @Test
  void aRefusedResultFailsTheJobAndLeavesNoEffect() {
    JobId job = fixture.submit(engine, "train");
    handler.refuseWith(new PlatformException(ErrorCode.UNSUPPORTED_MODEL, "no opset 99"));
    engine.complete(startedAttempt(), succeeded());
    assertThat(handler.effects()).containsExactly("ended FAILED");
    assertThat(engine.get(job).outcome())
        .isEqualTo(
            new JobOutcome.Failed(JobOutcome.Fault.USER, "UNSUPPORTED_MODEL", "no opset 99"));
  }

  @Test
  void aDatabaseThatIsBusyLetsTheWorkerCompleteAgain() {
    JobId job = fixture.submit(engine, "train");
    AttemptId attempt = startedAttempt();
    handler.refuseWith(new CannotAcquireLockException("deadlock"));
    assertThatThrownBy(() -> engine.complete(attempt, succeeded()))
        .isInstanceOfSatisfying(
            PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEPENDENCY));
    assertThat(handler.effects()).isEmpty();
    assertThat(engine.get(job).state()).isEqualTo(JobState.RUNNING);
  }

  @Test
  void cancelsAJobThatWaits() {
    JobId job = fixture.submit(engine, "train");
    engine.cancel(job);
    engine.tick();
    assertThat(engine.get(job).state()).isEqualTo(JobState.CANCELLED);
    assertThat(fixture.executor.started).isEmpty();
    assertThat(handler.effects()).containsExactly("ended CANCELLED");
  }

  @Test
  void asksAWorkerToStopAndStopsOneThatDoesNot() {
    JobId job = fixture.submit(engine, "train");
    AttemptId attempt = startedAttempt();
    engine.cancel(job);
    assertThat(engine.heartbeat(attempt, beat(1)).cancelRequested()).isTrue();
    engine.tick();
    assertThat(engine.get(job).state()).isEqualTo(JobState.RUNNING);

    fixture.clock.advance(JobFixture.PROPERTIES.grace());
    engine.tick();
    assertThat(engine.get(job).state()).isEqualTo(JobState.CANCELLED);
    assertThat(fixture.executor.cancelled).containsExactly(attempt);
    assertThat(fixture.executor.cleaned).containsExactly(attempt);
  }

  @Test
  void aWorkerThatFailsWhileItIsCancelledIsNotTriedAgain() {
    JobId job = fixture.submit(engine, "train");
    AttemptId attempt = startedAttempt();
    engine.cancel(job);
    fixture.executor.exit(attempt, 143);
    engine.tick();
    assertThat(engine.get(job).state()).isEqualTo(JobState.CANCELLED);
  }

  @Test
  void stopsWhatTakesTooLong() {
    JobId job =
        fixture.submit(engine, JobFixture.submission("train").withTimeout(Duration.ofSeconds(90)));
    AttemptId attempt = startedAttempt();
    fixture.clock.advance(Duration.ofSeconds(50));
    engine.heartbeat(attempt, beat(1));
    fixture.clock.advance(Duration.ofSeconds(40));
    engine.tick();
    assertThat(engine.get(job).state()).isEqualTo(JobState.TIMED_OUT);
    assertThat(fixture.executor.cancelled).contains(attempt);
    assertThatThrownBy(() -> engine.complete(attempt, succeeded())).satisfies(this::isFenced);
  }

  @Test
  void takesUpRunningWorkersAfterARestart() {
    JobId job = fixture.submit(engine, "train");
    AttemptId attempt = startedAttempt();
    fixture.executor.print(attempt, "before\n");
    engine.tick();

    JobEngine restarted = fixture.engine(handler);
    fixture.executor.print(attempt, "after\n");
    restarted.tick();
    assertThat(fixture.executor.started).hasSize(1);
    assertThat(log(job)).containsExactly("before", "after");
    restarted.complete(attempt, succeeded());
    assertThat(restarted.get(job).state()).isEqualTo(JobState.SUCCEEDED);
  }

  @Test
  void takesUpAWorkerWhoseStartWasNotWrittenDown() {
    JobId job = fixture.submit(engine, "train");
    AttemptId attempt = startedAttempt();
    fixture.server.execute("update platform.attempt set execution = null");

    JobEngine restarted = fixture.engine(handler);
    restarted.start();
    restarted.stop();
    fixture.executor.exit(attempt, 1);
    restarted.tick();
    assertThat(restarted.get(job).state()).isEqualTo(JobState.QUEUED);
    assertThat(fixture.executor.cleaned).contains(attempt);
  }

  @Test
  void anEndThatCannotBeToldHoldsUpNoOtherJob() {
    JobHandler broken =
        new RecordingHandler(fixture.database, "broken") {
          @Override
          public void onFailed(JobRequest request, JobOutcome outcome) {
            throw new IllegalStateException("planted");
          }
        };
    JobEngine both = fixture.engine(handler, broken);
    JobId stuck = fixture.submit(both, "broken");
    both.cancel(stuck);
    JobId other = fixture.submit(both, "train");
    both.tick();
    assertThat(both.get(stuck).state()).isEqualTo(JobState.QUEUED);
    assertThat(both.get(other).state()).isEqualTo(JobState.RUNNING);
  }

  @Test
  void aWorkerThatVanishedDuringARestartIsLostAtTheSecondLook() {
    JobId job = fixture.submit(engine, "train");
    AttemptId attempt = startedAttempt();
    fixture.executor.observe(attempt, new Observation.Lost());
    JobEngine restarted = fixture.engine(handler);
    restarted.tick();
    assertThat(restarted.get(job).state()).isEqualTo(JobState.RUNNING);
    restarted.tick();
    assertThat(restarted.get(job).state()).isEqualTo(JobState.QUEUED);
    assertThat(endings()).containsExactly("LOST");
  }

  @Test
  void picksByPriorityAndNotBeforeItsTime() {
    JobId low = fixture.submit(engine, JobFixture.submission("train").withPriority(-1));
    JobId late =
        fixture.submit(
            engine,
            JobFixture.submission("train")
                .withPriority(9)
                .notBefore(fixture.clock.instant().plusSeconds(60)));
    JobId ordinary = fixture.submit(engine, "train");
    JobId high = fixture.submit(engine, JobFixture.submission("train").withPriority(1));
    engine.tick();
    assertThat(fixture.executor.started)
        .extracting(attempt -> attempt.id().job())
        .containsExactly(high, ordinary);
    assertThat(List.of(engine.get(low).state(), engine.get(late).state()))
        .containsOnly(JobState.QUEUED);
  }

  @Test
  void keepsALogOnlyUpToItsLimitAndSaysSo() {
    JobId job = fixture.submit(engine, "train");
    AttemptId attempt = startedAttempt();
    fixture.executor.print(attempt, "x".repeat(10_000) + "\n");
    engine.tick();
    fixture.executor.print(attempt, "y".repeat(1_000) + "\n");
    engine.tick();
    fixture.executor.print(attempt, "z\n");
    engine.tick();
    assertThat(log(job)).hasSize(2).last().asString().contains("limit");
  }

  @Test
  void letsAWorkerReadOnlyWhatItsInputNames() {
    Digest named = Digest.of("named".getBytes(StandardCharsets.UTF_8));
    Digest other = Digest.of("other".getBytes(StandardCharsets.UTF_8));
    JobSubmission submission =
        JobSubmission.of(
            JobFixture.PROJECT,
            handler.type(),
            "run/1",
            JobFixture.json("{\"shards\":[{\"digest\":\"%s\"}]}".formatted(named)));
    fixture.submit(engine, submission);
    AttemptId attempt = startedAttempt();
    assertThatThrownBy(() -> engine.urls(attempt, new JobUrlQuery(List.of(other), 0)))
        .hasMessageContaining("no artifact '" + other);
    assertThatThrownBy(() -> engine.urls(attempt, new JobUrlQuery(List.of(named), 0)))
        .hasMessageContaining("have no artifacts");
  }

  private AttemptId startedAttempt() {
    engine.tick();
    return fixture.executor.started.getLast().id();
  }

  private List<String> log(JobId job) {
    return new JobDirectory(engine.service(), fixture.database)
        .log(JobFixture.PROJECT, job, null, 100).lines().stream().map(line -> line.text()).toList();
  }

  private List<String> endings() {
    return fixture.query("select ending from platform.attempt order by job_id, number");
  }

  private void isFenced(Throwable thrown) {
    assertThat(thrown)
        .isInstanceOfSatisfying(
            PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FENCED));
  }

  private static JobHeartbeat beat(int sequence) {
    return new JobHeartbeat(sequence, 0, null, List.of(), List.of());
  }

  private static JobCompletion succeeded() {
    return new JobCompletion(new JobOutcome.Succeeded(JobFixture.json("{\"n\":1}")), List.of());
  }
}
