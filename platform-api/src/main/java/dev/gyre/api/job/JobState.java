package dev.gyre.api.job;

/** Where a job stands. A job that has ended never changes again. */
public enum JobState {
  /** Waits to be picked: for room, for its time, or for the back-off after a failed attempt. */
  QUEUED,
  /** An attempt holds the lease. */
  RUNNING,
  /** Ended with a result, and the result has had its effect. */
  SUCCEEDED,
  /** Ended without a result; the outcome says why. */
  FAILED,
  /** Ended because somebody asked for it. */
  CANCELLED,
  /** Ended because an attempt ran longer than the job may. */
  TIMED_OUT;

  /** Whether the job has ended. */
  public boolean isTerminal() {
    return this != QUEUED && this != RUNNING;
  }
}
