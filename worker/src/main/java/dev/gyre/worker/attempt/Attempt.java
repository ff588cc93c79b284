package dev.gyre.worker.attempt;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.job.JobAssignment;
import dev.gyre.api.job.JobCheckpoint;
import dev.gyre.api.job.JobCompletion;
import dev.gyre.api.job.JobMetric;
import dev.gyre.api.job.JobOutcome;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The attempt that this process holds. Keeps the lease from {@link #begin} to {@link #complete} and
 * carries reports to the server within about a second. Safe for use by many threads.
 */
public final class Attempt {

  private static final Duration LAST_REPORTS = Duration.ofSeconds(30);
  private static final Duration LONGEST_CHECKPOINT = Duration.ofMinutes(1);
  private static final Duration LONGEST_COMPLETION = Duration.ofMinutes(2);
  private static final Duration COMPLETION_PATIENCE = Duration.ofMinutes(15);

  private final AttemptClient client;
  private final Clock clock;
  private final Reports reports = new Reports();
  private final Heartbeats heartbeats;

  /**
   * @param end ends the process when the attempt has lost the job; called from another thread
   */
  public Attempt(
      AttemptClient client,
      JobAssignment assignment,
      Clock clock,
      BiConsumer<WorkerExit, String> end) {
    this.client = client;
    this.clock = clock;
    this.heartbeats = new Heartbeats(client, reports, assignment.leaseUntil(), clock, end);
  }

  /** Sends the first heartbeat and then as many as the lease needs. */
  public void begin() {
    reports.progress(0, "Starting");
    heartbeats.start();
  }

  /** Whether somebody asked for the job to end. */
  public boolean isCancelled() {
    return heartbeats.isCancelRequested();
  }

  /**
   * Reports how far the work is.
   *
   * @param share of the work that is done, in [0, 1]
   * @param note what is being done, in words
   */
  public void progress(double share, String note) {
    reports.progress(share, note);
  }

  /** Adds to the job's log; each line of the text is one of the log. */
  public void say(String text) {
    reports.line(text);
  }

  /** Reports a value that belongs to a step. */
  public void measure(String key, double value, long step) {
    reports.metric(new JobMetric(key, value, step, clock.instant()));
  }

  /**
   * Hands over a state from which a later attempt can go on, after all reports: what they hold is
   * not measured again then.
   *
   * @throws PlatformException if it was not kept; the work may go on without
   */
  public void checkpoint(JobCheckpoint checkpoint) {
    if (!heartbeats.awaitReports(LAST_REPORTS)) {
      throw new PlatformException(
          ErrorCode.DEPENDENCY,
          "The server did not take all reports within %d s".formatted(LAST_REPORTS.toSeconds()));
    }
    client.checkpoint(checkpoint, LONGEST_CHECKPOINT);
  }

  /**
   * Hands the outcome over, after all reports. A server that refuses a result is told of a failure
   * with its own words instead.
   *
   * @return why the process must end now
   */
  public WorkerExit complete(JobCompletion completion) {
    heartbeats.beginCompletion(LAST_REPORTS);
    try {
      send(completion);
      return WorkerExit.COMPLETED;
    } catch (PlatformException e) {
      if (isGone(e)) {
        return WorkerExit.FENCED;
      }
      return completion.outcome() instanceof JobOutcome.Succeeded && isRefusal(e)
          ? complete(
              new JobCompletion(
                  new JobOutcome.Failed(
                      JobOutcome.Fault.PLATFORM,
                      e.code().name(),
                      "The server did not take the result: " + e.detail()),
                  List.of()))
          : WorkerExit.NOT_COMPLETED;
    } finally {
      heartbeats.stop();
    }
  }

  private void send(JobCompletion completion) {
    Boolean _ =
        Backoff.STANDARD
            .lasting(COMPLETION_PATIENCE)
            .call(() -> {
              client.complete(completion, LONGEST_COMPLETION);
              return Boolean.TRUE;
            });
  }

  private static boolean isGone(PlatformException e) {
    return e.code() == ErrorCode.FENCED || e.code() == ErrorCode.UNAUTHENTICATED;
  }

  private static boolean isRefusal(PlatformException e) {
    return switch (e.code().category()) {
      case USER, CONFLICT, NOT_FOUND, DENIED, INTERNAL -> true;
      case CAPACITY, DEPENDENCY -> false;
    };
  }
}
