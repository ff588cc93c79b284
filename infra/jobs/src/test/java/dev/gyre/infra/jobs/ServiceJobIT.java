package dev.gyre.infra.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.job.JobId;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobState;
import dev.gyre.infra.postgres.ServiceName;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;

class ServiceJobIT {

  private JobFixture fixture;

  @BeforeEach
  void create() {
    fixture = new JobFixture();
  }

  @AfterEach
  void drop() {
    fixture.close();
  }

  @Test
  void runsABodyAndTakesOverItsResult() {
    Body body =
        new Body(
            fixture.database,
            running -> {
              running.report(0.5, "half");
              running.log("hello");
              return JobFixture.json("{\"ok\":true}");
            });
    JobEngine engine = fixture.engine(body);
    JobId job = fixture.submit(engine, "commit");
    engine.tick();
    awaitState(engine, job, JobState.SUCCEEDED);
    assertThat(body.effects()).containsExactly("succeeded {\"ok\":true}");
    assertThat(engine.get(job).note()).isEqualTo("half");
    assertThat(fixture.query("select text from platform.job_log")).containsExactly("hello");
  }

  @Test
  void aCrashBetweenTwoStepsRepeatsNeither() {
    CountDownLatch released = new CountDownLatch(1);
    LinkedBlockingQueue<String> late = new LinkedBlockingQueue<>();
    AtomicInteger runs = new AtomicInteger();
    Body body =
        new Body(
            fixture.database,
            running ->
                runs.incrementAndGet() == 1
                    ? silentAfterItsFirstStep(running, released, late)
                    : secondAttempt(running, released, late));
    JobEngine dead = fixture.engine(body);
    JobId job = fixture.submit(dead, "commit");
    dead.tick();
    await().until(() -> body.effects().contains("step first"));

    // From here on the first engine is silent, as after a kill.
    JobEngine next = fixture.engine(body);
    fixture.clock.advance(JobFixture.PROPERTIES.lease());
    next.tick();
    fixture.clock.advance(Duration.ofSeconds(10));
    next.tick();
    awaitState(next, job, JobState.SUCCEEDED);

    assertThat(body.effects())
        .containsExactly("step first", "step second", "succeeded [\"first\",\"second\"]");
    assertThat(runs).hasValue(2);
  }

  private JsonNode silentAfterItsFirstStep(
      RunningJob running, CountDownLatch released, Queue<String> late) throws InterruptedException {
    running.step("first", () -> effect("first"));
    released.await();
    try {
      return running.step("second", () -> effect("second, late"));
    } catch (PlatformException e) {
      late.add(e.code().name());
      throw e;
    }
  }

  /** Lets the first attempt go on while it holds the job itself. */
  private JsonNode secondAttempt(
      RunningJob running, CountDownLatch released, BlockingQueue<String> late)
      throws InterruptedException {
    JsonNode one = running.step("first", () -> effect("first, again"));
    released.countDown();
    assertThat(late.poll(20, TimeUnit.SECONDS)).isEqualTo(ErrorCode.FENCED.name());
    JsonNode two = running.step("second", () -> effect("second"));
    return JobDatabase.JSON.createArrayNode().add(one).add(two);
  }

  private JsonNode effect(String step) {
    new RecordingHandler(fixture.database, "commit").write("step " + step);
    return JobDatabase.JSON.getNodeFactory().stringNode(step);
  }

  @Test
  void cancelInterruptsABody() {
    Body body = new Body(fixture.database, ServiceJobIT::waitForEver);
    JobEngine engine = fixture.engine(body);
    JobId job = fixture.submit(engine, "commit");
    engine.tick();
    engine.cancel(job);
    engine.beat();
    awaitState(engine, job, JobState.CANCELLED);
    assertThat(body.effects()).containsExactly("ended CANCELLED");
  }

  @Test
  void aHeartbeatThatIsFencedByTheEndDoesNotDisturbTheCommit() {
    AfterCommit after = new AfterCommit();
    Body body =
        new Body(fixture.database, running -> JobFixture.json("1")) {
          @Override
          public void onSucceeded(JobRequest request, JobResult result) {
            super.onSucceeded(request, result);
            TransactionSynchronizationManager.registerSynchronization(after);
          }
        };
    JobEngine engine = fixture.engine(body);
    JobId job = fixture.submit(engine, "commit");
    engine.tick();
    await().until(() -> after.committed.getCount() == 0);
    engine.beat();
    after.beaten.countDown();
    await().untilAsserted(() -> assertThat(after.interrupted).containsExactly(false));
    assertThat(engine.get(job).state()).isEqualTo(JobState.SUCCEEDED);
  }

  @Test
  void aStepThatIsWithTheDatabaseIsNotInterruptedAndWhatFollowsIs() {
    AfterCommit after = new AfterCommit();
    Body body =
        new Body(
            fixture.database,
            running -> {
              running.step(
                  "first",
                  () -> {
                    TransactionSynchronizationManager.registerSynchronization(after);
                    return effect("first");
                  });
              return waitForEver(running);
            });
    JobEngine engine = fixture.engine(body);
    JobId job = fixture.submit(engine, "commit");
    engine.tick();
    await().until(() -> after.committed.getCount() == 0);
    engine.cancel(job);
    engine.beat();
    after.beaten.countDown();
    awaitState(engine, job, JobState.CANCELLED);
    assertThat(after.interrupted).containsExactly(false);
    assertThat(body.effects()).containsExactly("step first", "ended CANCELLED");
  }

  /** Holds a thread between its commit and what follows it, and tells whether it was let be. */
  private static final class AfterCommit implements TransactionSynchronization {

    private final CountDownLatch committed = new CountDownLatch(1);
    private final CountDownLatch beaten = new CountDownLatch(1);
    private final Queue<Boolean> interrupted = new LinkedBlockingQueue<>();

    @Override
    public void afterCommit() {
      committed.countDown();
      try {
        beaten.await();
        interrupted.add(Thread.currentThread().isInterrupted());
      } catch (InterruptedException e) {
        interrupted.add(true);
      }
    }
  }

  @Test
  void aBodyThatTakesTooLongIsInterruptedAndItsEndIgnored() {
    CountDownLatch interrupted = new CountDownLatch(1);
    Body body =
        new Body(
            fixture.database,
            running -> {
              try {
                return waitForEver(running);
              } finally {
                interrupted.countDown();
              }
            });
    JobEngine engine = fixture.engine(body);
    JobId job =
        fixture.submit(engine, JobFixture.submission("commit").withTimeout(Duration.ofSeconds(30)));
    engine.tick();
    fixture.clock.advance(Duration.ofSeconds(30));
    engine.tick();
    await().until(() -> interrupted.getCount() == 0);
    assertThat(engine.get(job).state()).isEqualTo(JobState.TIMED_OUT);
    assertThat(body.effects()).containsExactly("ended TIMED_OUT");
  }

  @Test
  void aBodyThatRefusesFailsByFaultOfTheUser() {
    Body body =
        new Body(
            fixture.database,
            running -> {
              throw new PlatformException(ErrorCode.CONTRACT_VIOLATION, "no such class");
            });
    JobEngine engine = fixture.engine(body);
    JobId job = fixture.submit(engine, "commit");
    engine.tick();
    awaitState(engine, job, JobState.FAILED);
    assertThat(engine.get(job).outcome())
        .isEqualTo(
            new JobOutcome.Failed(JobOutcome.Fault.USER, "CONTRACT_VIOLATION", "no such class"));
  }

  @Test
  void aStartedEngineNoticesAJobLongBeforeItsNextLook() {
    JobDatabase live = fixture.database("gyre_app", Clock.systemUTC());
    JobEngine engine = slowEngine(live, running -> JobFixture.json("1"));
    engine.start();
    try {
      await().until(() -> !fixture.query(LISTENERS).isEmpty());
      JobId job = fixture.submit(engine, "commit");
      awaitState(engine, job, JobState.SUCCEEDED);
    } finally {
      engine.stop();
    }
  }

  @Test
  void stoppingPutsABodyBackWithoutCountingAFailure() {
    JobDatabase live = fixture.database("gyre_app", Clock.systemUTC());
    JobEngine engine = slowEngine(live, ServiceJobIT::waitForEver);
    JobId job = fixture.submit(engine, "commit");
    engine.start();
    awaitState(engine, job, JobState.RUNNING);
    engine.stop();
    assertThat(engine.get(job).state()).isEqualTo(JobState.QUEUED);
    assertThat(fixture.query("select ending || failures from platform.attempt, platform.job"))
        .containsExactly("RELEASED0");
  }

  private static final String LISTENERS =
      "select pid::text from pg_stat_activity where query = 'listen gyre_job'"
          + " and datname = current_database()";

  private JobEngine slowEngine(JobDatabase live, Work work) {
    JobProperties slow =
        new JobProperties(
            "test-host",
            JobFixture.PROPERTIES.capacity(),
            Duration.ofHours(4),
            Duration.ofHours(1),
            Duration.ofSeconds(15),
            Duration.ofMinutes(10),
            4,
            DataSize.ofMegabytes(1),
            Duration.ofSeconds(10));
    return new JobEngine(
        ServiceName.DATA, live, List.of(new Body(live, work)), JobWorkers.none(), slow);
  }

  private static JsonNode waitForEver(RunningJob running) throws InterruptedException {
    new CountDownLatch(1).await();
    return JobFixture.json("{}");
  }

  private static void awaitState(JobEngine engine, JobId job, JobState state) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(engine.get(job).state()).isEqualTo(state));
  }

  private interface Work {
    JsonNode run(RunningJob running) throws InterruptedException;
  }

  private static class Body extends RecordingHandler implements ServiceJob {

    private final Work work;

    Body(JobDatabase database, Work work) {
      super(database, "commit");
      this.work = work;
    }

    @Override
    public JsonNode run(JobRequest request, RunningJob running) throws InterruptedException {
      return work.run(running);
    }
  }
}
