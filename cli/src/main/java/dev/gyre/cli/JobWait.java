package dev.gyre.cli;

import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobState;
import dev.gyre.api.job.JobsApi;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Waits for jobs.
 *
 * @param timeout for each job
 * @param progress is told each time something has moved
 */
public record JobWait(Connection connection, Duration timeout, Consumer<Job> progress) {

  /**
   * The job once it has succeeded.
   *
   * @throws CommandFailure with {@link Exit#TIMED_OUT}, or with the outcome of a job that ended
   *     otherwise
   */
  public Job await(Job started) {
    JobsApi jobs = connection.api(JobsApi.class);
    Progress seen = new Progress();
    Job ended =
        Poll.until(
            "Job %s (%s)".formatted(started.id(), started.type()),
            timeout,
            () -> {
              Job job =
                  started.state().isTerminal()
                      ? started
                      : jobs.get(connection.project(), started.id());
              seen.tell(job);
              return job.state().isTerminal() ? Optional.of(job) : Optional.empty();
            });
    if (ended.state() != JobState.SUCCEEDED) {
      throw failure(ended);
    }
    return ended;
  }

  /** The id in the job's subject, such as that of the import. */
  public static String subjectId(Job job) {
    return job.subject().substring(job.subject().indexOf('/') + 1);
  }

  /** The result of a job that has succeeded. */
  public static JsonNode result(Job job) {
    return job.result().orElseThrow(() -> failure(job));
  }

  private static CommandFailure failure(Job job) {
    String name = "Job %s (%s)".formatted(job.id(), job.type());
    return switch (job.outcome()) {
      case JobOutcome.Failed failed ->
          new CommandFailure(
              failed.fault() == JobOutcome.Fault.USER ? Exit.USAGE : Exit.SERVER,
              "%s failed: %s (%s)".formatted(name, failed.message(), failed.code()));
      case JobOutcome.TimedOut timedOut ->
          new CommandFailure(Exit.TIMED_OUT, "%s: %s".formatted(name, timedOut.message()));
      case JobOutcome.Cancelled cancelled ->
          new CommandFailure(
              Exit.SERVER, "%s was cancelled: %s".formatted(name, cancelled.message()));
      case JobOutcome.Succeeded _ ->
          new CommandFailure(Exit.SERVER, name + " has succeeded without a result");
      case null -> new CommandFailure(Exit.SERVER, "%s is %s".formatted(name, job.state()));
    };
  }

  private final class Progress {
    private String last = "";

    void tell(Job job) {
      String now =
          "%s %.2f %s".formatted(job.state(), job.progress(), Objects.toString(job.note()));
      if (!now.equals(last)) {
        last = now;
        progress.accept(job);
      }
    }
  }
}
