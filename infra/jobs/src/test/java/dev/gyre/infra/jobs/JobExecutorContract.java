package dev.gyre.infra.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gyre.api.job.JobAssignment;
import dev.gyre.api.job.JobId;
import dev.gyre.api.job.JobType;
import dev.gyre.api.project.ProjectId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/**
 * What every {@link JobExecutor} promises. Its workers read the assignment from standard input,
 * print {@code told to <what>} and do what the input says: {@code {"do":"exit-<code>"}} or {@code
 * {"do":"wait"}}.
 */
public abstract class JobExecutorContract {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final List<ExecutionRef> started = new ArrayList<>();

  /** The executor under test, the same for the whole of a test. */
  protected abstract JobExecutor executor();

  /** Another one on the same backend, as after a restart of the engine. */
  protected abstract JobExecutor restarted();

  @AfterEach
  final void cleanUp() {
    started.forEach(executor()::cleanup);
  }

  /** An attempt whose worker does this. */
  protected static JobAttempt attempt(String what, DataSize memory) {
    AttemptId id = new AttemptId(JobId.next(), 1);
    return new JobAttempt(
        id,
        new JobResources(1, memory),
        new JobAssignment(
            URI.create("http://localhost:1"),
            id.job(),
            id.number(),
            new JobType("tiny"),
            ProjectId.next(),
            "gyrej_secret-of-the-contract",
            Instant.parse("2026-11-24T12:00:00Z"),
            1,
            memory.toBytes(),
            JobDatabase.JSON.readTree("{\"do\":\"%s\"}".formatted(what))));
  }

  protected static JobAttempt attempt(String what) {
    return attempt(what, DataSize.ofMegabytes(400));
  }

  /** Starts an attempt that is cleaned up after the test. */
  protected final ExecutionRef start(JobAttempt attempt) {
    ExecutionRef execution = executor().start(attempt);
    started.add(execution);
    return execution;
  }

  protected final Observation.Ended awaitEnd(ExecutionRef execution) {
    return (Observation.Ended)
        await()
            .atMost(SOON)
            .until(() -> executor().observe(execution), seen -> seen instanceof Observation.Ended);
  }

  protected final void awaitOutput(ExecutionRef execution, String text) {
    await().atMost(SOON).until(() -> output(executor(), execution).contains(text));
  }

  protected static String output(JobExecutor executor, ExecutionRef execution) {
    StringBuilder text = new StringBuilder();
    LogChunk chunk = executor.readLog(execution, 0);
    while (!chunk.text().isEmpty()) {
      text.append(chunk.text());
      chunk = executor.readLog(execution, chunk.next());
    }
    return text.toString();
  }

  @Test
  void reportsTheExitCodeOfAWorker() {
    Observation.Ended ended = awaitEnd(start(attempt("exit-3")));
    assertThat(ended.exitCode()).isEqualTo(3);
    assertThat(ended.cause()).isEmpty();
  }

  @Test
  void givesTheAssignmentToTheWorkerAndItsOutputBack() {
    ExecutionRef execution = start(attempt("exit-0"));
    awaitEnd(execution);
    assertThat(output(executor(), execution)).contains("told to exit\n");
    LogChunk all = executor().readLog(execution, 0);
    assertThat(executor().readLog(execution, all.next())).isEqualTo(new LogChunk("", all.next()));
  }

  @Test
  void startingTwiceStartsOneWorker() {
    JobAttempt attempt = attempt("wait");
    ExecutionRef execution = start(attempt);
    awaitOutput(execution, "told to wait");
    assertThat(executor().start(attempt)).isEqualTo(execution);
    assertThat(output(executor(), execution)).containsOnlyOnce("told to wait");
  }

  @Test
  void cancelEndsAWorkerAndMayBeRepeated() {
    ExecutionRef execution = start(attempt("wait"));
    awaitOutput(execution, "told to wait");
    assertThat(executor().observe(execution)).isInstanceOf(Observation.Running.class);
    executor().cancel(execution);
    executor().cancel(execution);
    assertThat(awaitEnd(execution).exitCode()).isNotZero();
  }

  @Test
  void findsARunningWorkerAfterARestart() {
    ExecutionRef execution = start(attempt("wait"));
    awaitOutput(execution, "told to wait");
    JobExecutor later = restarted();
    assertThat(later.leftovers()).contains(execution);
    assertThat(later.observe(execution)).isInstanceOf(Observation.Running.class);
    assertThat(output(later, execution)).contains("told to wait");
    later.cancel(execution);
    await().atMost(SOON).until(() -> !(later.observe(execution) instanceof Observation.Running));
  }

  @Test
  void knowsNothingOfAnAttemptThatWasCleanedUp() {
    ExecutionRef execution = start(attempt("wait"));
    executor().cleanup(execution);
    executor().cleanup(execution);
    assertThat(executor().observe(execution)).isEqualTo(new Observation.Lost());
    assertThat(executor().leftovers()).doesNotContain(execution);
    assertThat(executor().readLog(execution, 0)).isEqualTo(new LogChunk("", 0));
  }
}
