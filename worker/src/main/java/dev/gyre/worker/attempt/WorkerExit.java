package dev.gyre.worker.attempt;

/** Why the process ends; {@link #code} is its exit code. */
public enum WorkerExit {
  /** The server has taken the outcome, whichever it is. */
  COMPLETED(0),
  /** Standard input held no assignment that this program understands. */
  BAD_ASSIGNMENT(64),
  /** The server says that the attempt no longer holds the job. */
  FENCED(65),
  /** No heartbeat was answered until the lease ended: the server may be gone. */
  LEASE_ENDED(66),
  /** The server did not take the outcome. */
  NOT_COMPLETED(67),
  /** A fault of this program; standard error has the details. */
  FAULT(70);

  private final int code;

  WorkerExit(int code) {
    this.code = code;
  }

  /** From 0 to 255; 0 only after the outcome was taken. */
  public int code() {
    return code;
  }
}
