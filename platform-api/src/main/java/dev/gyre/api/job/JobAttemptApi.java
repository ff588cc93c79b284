package dev.gyre.api.job;

import dev.gyre.api.Access;
import dev.gyre.api.Internal;
import dev.gyre.api.Requires;
import dev.gyre.api.Unaudited;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * How the worker that holds an attempt reports on it. The worker authenticates with the token of
 * its {@link JobAssignment}, which opens these four methods for this one attempt and dies with the
 * lease.
 *
 * <p><b>What a worker must do.</b>
 *
 * <ul>
 *   <li>Send a heartbeat several times within each lease. All methods may be repeated after a lost
 *       answer and then have no second effect.
 *   <li>End by itself, without completing, as soon as a call is answered {@code FENCED} or {@code
 *       UNAUTHENTICATED}, or when no heartbeat has been answered until {@link JobLease#leaseUntil}:
 *       the server may be gone, and somebody else may hold the job. Nothing else ends a worker
 *       whose server was killed.
 *   <li>Stop soon when {@link JobLease#cancelRequested} is true, and complete with {@link
 *       JobOutcome.Cancelled}. A worker that does not is killed.
 *   <li>Exit after {@code complete} was answered. Exiting without it counts as a failed attempt.
 * </ul>
 */
@Internal
@HttpExchange(
    url = "/internal/v1/jobs/{job}/attempts/{attempt}",
    accept = "application/json",
    contentType = "application/json")
@Unaudited("The attempt of a job has its own record")
public interface JobAttemptApi {

  /**
   * Renews the lease and records progress, log lines and metrics, all in one transaction.
   *
   * @throws dev.gyre.api.PlatformException with {@code FENCED} if the attempt no longer holds the
   *     job
   */
  @Requires(Access.JOB)
  @PostExchange("/heartbeat")
  JobLease heartbeat(
      @PathVariable JobId job, @PathVariable int attempt, @RequestBody JobHeartbeat heartbeat);

  /**
   * Addresses to read inputs from and to put results to. A digest is answered only if it belongs to
   * the job's input; uploads are temporary until {@link #complete} names them.
   *
   * @throws dev.gyre.api.PlatformException with {@code NOT_FOUND} for a digest that the job may not
   *     read, {@code FENCED} if the attempt no longer holds the job
   */
  @Requires(Access.JOB)
  @PostExchange("/urls")
  JobUrls urls(@PathVariable JobId job, @PathVariable int attempt, @RequestBody JobUrlQuery query);

  /**
   * Keeps a state from which a later attempt goes on. The upload is verified; then it becomes the
   * job's newest checkpoint in one transaction. All that was measured up to its step must have been
   * reported and answered before: a later attempt does not measure it again.
   *
   * @throws dev.gyre.api.PlatformException with {@code FENCED} if the attempt no longer holds the
   *     job; {@code INVALID_ARGUMENT} if the bytes are missing or differ, or jobs of this type have
   *     no checkpoints
   */
  @Requires(Access.JOB)
  @PostExchange("/checkpoint")
  void checkpoint(
      @PathVariable JobId job, @PathVariable int attempt, @RequestBody JobCheckpoint checkpoint);

  /**
   * Ends the attempt. Every uploaded artifact is verified; then the result has its effect and the
   * attempt is closed in one transaction, once. Repeating it after a lost answer succeeds.
   *
   * @throws dev.gyre.api.PlatformException with {@code FENCED} if the attempt no longer holds the
   *     job; nothing has changed then. With {@code CAPACITY} or {@code DEPENDENCY} if the server
   *     could not do it now; the worker repeats the call
   */
  @Requires(Access.JOB)
  @PostExchange("/complete")
  void complete(
      @PathVariable JobId job, @PathVariable int attempt, @RequestBody JobCompletion completion);
}
