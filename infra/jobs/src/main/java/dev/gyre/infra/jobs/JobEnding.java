package dev.gyre.infra.jobs;

import dev.gyre.api.job.JobArtifact;
import dev.gyre.api.job.JobId;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobOutcome.Cancelled;
import dev.gyre.api.job.JobOutcome.Failed;
import dev.gyre.api.job.JobOutcome.Succeeded;
import dev.gyre.api.job.JobOutcome.TimedOut;
import dev.gyre.api.job.JobType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends attempts: the handler's effect, the job's next state and the attempt's end are one
 * transaction under the fence.
 */
final class JobEnding {

  private static final Logger log = LoggerFactory.getLogger(JobEnding.class);

  private final JobQueue queue;
  private final JobLeases leases;
  private final JobDatabase database;
  private final Map<JobType, JobHandler> handlers;
  private final Duration backOff;

  /**
   * @param backOff pause before the second attempt of a job whose type names none
   */
  JobEnding(
      JobQueue queue,
      JobLeases leases,
      JobDatabase database,
      Map<JobType, JobHandler> handlers,
      Duration backOff) {
    this.queue = queue;
    this.leases = leases;
    this.database = database;
    this.handlers = Map.copyOf(handlers);
    this.backOff = backOff;
  }

  /** An end that the holder of the attempt reports. */
  boolean endReported(AttemptId attempt, JobOutcome outcome, List<JobArtifact> artifacts) {
    return end(attempt, outcome, artifacts, true);
  }

  /** An end that the engine has found or decided. */
  boolean endObserved(AttemptId attempt, JobOutcome outcome) {
    return end(attempt, outcome, List.of(), false);
  }

  /**
   * Puts the job back without counting a failure.
   *
   * @param ending {@code RELEASED} or {@code REFUSED}
   */
  void giveBack(AttemptId attempt, String ending, Instant runAt, @Nullable String note) {
    database
        .transactions()
        .executeWithoutResult(status -> {
          if (leases.lock(attempt).isPresent()) {
            leases.closeAttempt(attempt, ending, note);
            leases.requeue(attempt, runAt, false, note);
          }
        });
  }

  /** Ends waiting jobs that somebody asked to end, each by itself. */
  void endCancelled() {
    for (JobId job : queue.cancelled()) {
      try {
        database.transactions().executeWithoutResult(status -> endCancelled(job));
      } catch (RuntimeException e) {
        log.error("Job {} could not be cancelled; it is tried again", job, e);
      }
    }
  }

  private void endCancelled(JobId job) {
    Cancelled outcome = new Cancelled("Cancelled while it waited");
    queue
        .lockCancelled(job)
        .ifPresent(request -> {
          handler(request).onFailed(request, outcome);
          queue.closeCancelled(job, JobLeases.json(outcome));
        });
  }

  private boolean end(
      AttemptId attempt, JobOutcome outcome, List<JobArtifact> artifacts, boolean reported) {
    return Objects.requireNonNull(
        database
            .transactions()
            .execute(status ->
                leases
                    .lock(attempt)
                    .map(job -> settle(job, outcome, artifacts, reported))
                    .orElse(false)));
  }

  private boolean settle(
      LeasedJob job, JobOutcome reported, List<JobArtifact> artifacts, boolean byHolder) {
    JobOutcome outcome = reported;
    if (reported instanceof Failed failed && failed.fault() == JobOutcome.Fault.PLATFORM) {
      if (job.cancelRequested() != null) {
        outcome = new Cancelled("Cancelled; the attempt ended with: " + failed.message());
      } else if (job.failures() + 1 < job.maxAttempts()) {
        return retry(job, failed);
      }
    }
    leases.closeAttempt(job.id(), ending(reported), message(reported));
    if (outcome instanceof Succeeded succeeded) {
      handler(job.request())
          .onSucceeded(job.request(), new JobResult(succeeded.result(), artifacts));
    } else {
      handler(job.request()).onFailed(job.request(), outcome);
    }
    leases.close(job.id(), outcome, byHolder);
    return true;
  }

  private boolean retry(LeasedJob job, Failed failed) {
    int failures = job.failures() + 1;
    JobPolicy policy = handler(job.request()).policy();
    Instant runAt = database.now().plus(policy.pauseAfter(failures, backOff));
    leases.closeAttempt(job.id(), ending(failed), failed.message());
    leases.requeue(
        job.id(),
        runAt,
        true,
        "Attempt %d failed (%d of %d): %s"
            .formatted(job.id().number(), failures, job.maxAttempts(), failed.message()));
    return true;
  }

  private JobHandler handler(JobRequest request) {
    JobType type = request.job().type();
    return Objects.requireNonNull(
        handlers.get(type),
        () -> "No handler for jobs of type %s; register one with this engine".formatted(type));
  }

  private static String ending(JobOutcome outcome) {
    return outcome instanceof Failed failed && failed.code().equals(Failed.LOST)
        ? Failed.LOST
        : outcome.state().name();
  }

  private static @Nullable String message(JobOutcome outcome) {
    return switch (outcome) {
      case Succeeded _ -> null;
      case Failed failed -> failed.code() + ": " + failed.message();
      case Cancelled cancelled -> cancelled.message();
      case TimedOut timedOut -> timedOut.message();
    };
  }
}
