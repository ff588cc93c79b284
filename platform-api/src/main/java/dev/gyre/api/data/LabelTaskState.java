package dev.gyre.api.data;

/** Where a task of a label queue stands. */
public enum LabelTaskState {
  OPEN,
  /** Somebody works on it until the lease ends; then it is open again. */
  LEASED,
  SUBMITTED
}
