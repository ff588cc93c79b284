package dev.gyre.infra.jobs;

import dev.gyre.api.Digest;
import dev.gyre.api.PlatformException;
import dev.gyre.api.job.JobCheckpoint;
import dev.gyre.api.job.JobHeartbeat;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobType;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What one type of job means to the service that owns it. The work itself is done by a worker, or
 * inside the service by a {@link ServiceJob}.
 *
 * <p>{@code onStarting}, {@code onHeartbeat}, {@code onCheckpoint}, {@code onSucceeded} and {@code
 * onFailed} run in the transaction that moves the job, under the fence: their writes and the move
 * commit together or not at all, so each end has its effect exactly once. They write through the
 * same transaction manager, call no peer, and are short, because the job's row stays locked.
 */
public interface JobHandler {

  /** The type; one handler each. */
  JobType type();

  /** How jobs of this type are run. */
  JobPolicy policy();

  /**
   * Takes over the result.
   *
   * @throws dev.gyre.api.PlatformException to refuse it: everything is rolled back and the job
   *     fails with that code, by fault of the user or of the platform as the code says. {@code
   *     CAPACITY} and {@code DEPENDENCY} make the worker complete again later
   */
  void onSucceeded(JobRequest request, JobResult result);

  /**
   * Learns that the job has ended without a result, for good: attempts that will be repeated are
   * not told. Must not refuse: if it throws, the job stays unended and is tried again.
   */
  default void onFailed(JobRequest request, JobOutcome outcome) {}

  /** Learns of progress and metrics, each heartbeat once. Also tells that work has begun. */
  default void onHeartbeat(JobRequest request, JobHeartbeat heartbeat) {}

  /**
   * Learns that an attempt, {@code request.job().attempt()}, is about to be given to a worker, and
   * says what the worker is given: by default the job's input. An attempt that was picked by a
   * server that died before this is not told.
   */
  default JsonNode onStarting(JobRequest request) {
    return request.input();
  }

  /**
   * Takes over a state from which a later attempt may go on; its bytes are kept already. May come
   * twice with the same.
   *
   * @throws PlatformException to refuse it; by default with {@code INVALID_ARGUMENT}
   */
  default void onCheckpoint(JobRequest request, JobCheckpoint checkpoint) {
    throw PlatformException.invalid(
        "checkpoint", checkpoint.step(), "left out: jobs of type " + type() + " have none");
  }

  /**
   * Which of these digests the job may read: by default those that its input names, anywhere. A
   * type whose input is a manifest that names others must say which.
   */
  default Set<Digest> readable(JobRequest request, Set<Digest> asked) {
    Set<Digest> readable = new HashSet<>();
    collect(request.input(), asked, readable);
    return readable;
  }

  private static void collect(JsonNode node, Set<Digest> asked, Set<Digest> found) {
    if (node.isString()) {
      asked.stream().filter(digest -> digest.hex().equals(node.asString())).forEach(found::add);
    }
    node.forEach(child -> collect(child, asked, found));
  }
}
