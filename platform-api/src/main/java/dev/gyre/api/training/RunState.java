package dev.gyre.api.training;

/** Where a run stands. A run that has ended never changes again. */
public enum RunState {
  /** Its job waits. */
  SCHEDULED,
  /** A worker has begun. */
  RUNNING,
  /** Ended with a model version. */
  FINISHED,
  /** Ended without one; the outcome of its job says why. */
  FAILED,
  /** Stopped before its end: somebody asked for it, or it took longer than it may. */
  KILLED;

  /** Whether the run has ended. */
  public boolean isTerminal() {
    return this == FINISHED || this == FAILED || this == KILLED;
  }
}
