package dev.gyre.infra.jobs;

import tools.jackson.databind.JsonNode;

/**
 * A type of job whose body runs inside the service, on a virtual thread, under the same lease,
 * fence and heartbeat as a worker's. For work on the service's own tables, such as the commit of a
 * dataset version; what computes or reads foreign bytes belongs to a worker.
 */
public interface ServiceJob extends JobHandler {

  /**
   * Does the work. May begin anew after a crash: what must not happen twice is a {@link
   * RunningJob#step} or belongs into {@link #onSucceeded}.
   *
   * @return the result for {@link #onSucceeded}
   * @throws dev.gyre.api.PlatformException to fail, by fault of the user or of the platform as its
   *     code says
   * @throws InterruptedException when interrupted because the job was cancelled, timed out or lost
   */
  JsonNode run(JobRequest request, RunningJob running) throws InterruptedException;
}
