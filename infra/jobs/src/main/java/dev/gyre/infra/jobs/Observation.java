package dev.gyre.infra.jobs;

import dev.gyre.api.job.JobOutcome;
import java.util.Optional;

/** What an executor knows of an attempt. */
public sealed interface Observation {

  /** Asked for and not yet running. */
  record Pending(String reason) implements Observation {}

  /** The worker runs. */
  record Running() implements Observation {}

  /**
   * The worker has ended.
   *
   * @param exitCode as the operating system reports it; 128 + n after signal n
   * @param cause why the executor or its backend ended it, if they did
   */
  record Ended(int exitCode, Optional<JobOutcome.Failed> cause) implements Observation {}

  /** The backend knows nothing of the attempt. */
  record Lost() implements Observation {}
}
