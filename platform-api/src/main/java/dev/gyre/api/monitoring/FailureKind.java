package dev.gyre.api.monitoring;

/** What speaks for a failure. */
public enum FailureKind {
  /** Feedback names another class than the model did. */
  WRONG,
  /** The input could not be read. */
  BAD_INPUT,
  /** The model was unsure. */
  LOW_CONFIDENCE,
  /** The inputs of a window differ from those of the baseline. */
  INPUT_DRIFT;

  /** Whether the failure is certain; what is only suspected ranks what to label, and counts not. */
  public boolean confirmed() {
    return this == WRONG || this == BAD_INPUT;
  }
}
