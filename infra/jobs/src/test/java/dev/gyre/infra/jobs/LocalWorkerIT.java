package dev.gyre.infra.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gyre.api.job.JobId;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobState;
import dev.gyre.api.job.JobType;
import dev.gyre.infra.postgres.ServiceName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Engine, database and real processes together. */
class LocalWorkerIT {

  @TempDir private Path work;
  private JobFixture fixture;
  private LocalProcessJobExecutor executor;
  private JobEngine engine;

  @BeforeEach
  void start() {
    fixture = new JobFixture();
    executor =
        new LocalProcessJobExecutor(
            work,
            new WorkerCommand(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                List.of("-XX:+UseSerialGC"),
                List.of(
                    "-cp",
                    TinyWorker.class.getProtectionDomain().getCodeSource().getLocation().getPath(),
                    TinyWorker.class.getName()),
                0.9,
                Map.of()),
            Duration.ofMillis(100));
    engine = engine();
    engine.start();
  }

  @AfterEach
  void stop() {
    engine.stop();
    executor.leftovers().forEach(executor::cleanup);
    executor.close();
    fixture.close();
  }

  private JobEngine engine() {
    JobDatabase live = fixture.database("gyre_app", Clock.systemUTC());
    JobProperties quick =
        new JobProperties(
            "test-host",
            new JobResources(4, DataSize.ofMegabytes(2000)),
            Duration.ofMinutes(1),
            Duration.ofMillis(200),
            Duration.ofMillis(500),
            Duration.ofMinutes(10),
            4,
            DataSize.ofMegabytes(1),
            Duration.ofSeconds(10));
    return new JobEngine(
        ServiceName.DATA,
        live,
        List.of(new RecordingHandler(live, "train")),
        new JobWorkers(executor, JobArtifacts.none(), () -> URI.create("http://localhost:1")),
        quick);
  }

  @Test
  void aWorkerThatExitsIsTriedAgainAndItsOutputKept() {
    JobId job = submit("exit-7", DataSize.ofMegabytes(300));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> String.valueOf(engine.get(job).note()).contains("exit code 7"));
    await()
        .until(() ->
            fixture.query("select text from platform.job_log").equals(List.of("told to exit\n")));
    engine.cancel(job);
    awaitState(job, JobState.CANCELLED);
  }

  @Test
  void aCancelledWorkerLeavesNoProcessAndNoFolder() {
    JobId job = submit("children", DataSize.ofMegabytes(300));
    String mark = "GYRE_ATTEMPT=" + new AttemptId(job, 1);
    await().atMost(Duration.ofSeconds(30)).until(() -> LinuxProcess.marked(mark).size() == 3);
    engine.cancel(job);
    awaitState(job, JobState.CANCELLED);
    await().until(() -> LinuxProcess.marked(mark).isEmpty());
    await().untilAsserted(() -> assertThat(work).isEmptyDirectory());
  }

  @Test
  void aWorkerAboveItsMemoryFailsByFaultOfTheUser() {
    JobId job = submit("allocate-70", DataSize.ofMegabytes(88));
    awaitState(job, JobState.FAILED);
    assertThat(engine.get(job).outcome())
        .isInstanceOfSatisfying(
            JobOutcome.Failed.class,
            failed -> {
              assertThat(failed.fault()).isEqualTo(JobOutcome.Fault.USER);
              assertThat(failed.code()).isEqualTo("OUT_OF_MEMORY");
            });
  }

  @Test
  void workersOutliveAStopAndAreTakenUp() {
    JobId job = submit("wait", DataSize.ofMegabytes(300));
    String mark = "GYRE_ATTEMPT=" + new AttemptId(job, 1);
    await().atMost(Duration.ofSeconds(30)).until(() -> LinuxProcess.marked(mark).size() == 1);
    engine.stop();
    assertThat(LinuxProcess.marked(mark)).hasSize(1);
    engine = engine();
    engine.start();
    engine.cancel(job);
    awaitState(job, JobState.CANCELLED);
    await().until(() -> LinuxProcess.marked(mark).isEmpty());
  }

  private JobId submit(String what, DataSize memory) {
    return fixture.submit(
        engine,
        JobSubmission.of(
                JobFixture.PROJECT,
                new JobType("train"),
                "run/1",
                JobFixture.json("{\"do\":\"%s\"}".formatted(what)))
            .withResources(new JobResources(1, memory)));
  }

  private void awaitState(JobId job, JobState state) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(engine.get(job).state()).isEqualTo(state));
  }
}
