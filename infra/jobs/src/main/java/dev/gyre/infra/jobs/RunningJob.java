package dev.gyre.infra.jobs;

import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** How the body of a {@link ServiceJob} speaks of its progress. Used by any thread. */
public interface RunningJob {

  /**
   * Says how far the work is; sent with the next heartbeat.
   *
   * @param progress in [0, 1]
   * @param note what is being done, in words
   */
  void report(double progress, String note);

  /** Adds a line to the job's log; sent with the next heartbeat. */
  void log(String line);

  /**
   * Ends the body if the job was cancelled, timed out or lost. Long loops call it; waiting threads
   * are interrupted anyway.
   */
  void stopIfAsked() throws InterruptedException;

  /**
   * Does one part of the work in a transaction of its own, once per job: the part's writes, its
   * result and the check of the fence commit together. A later attempt is given the stored result
   * and the body does not run again.
   *
   * @param name unique within the job
   * @return the result, which is JSON and small
   * @throws dev.gyre.api.PlatformException with {@code FENCED}, and nothing is written, if the
   *     attempt no longer holds the job
   */
  JsonNode step(String name, Supplier<JsonNode> body);
}
