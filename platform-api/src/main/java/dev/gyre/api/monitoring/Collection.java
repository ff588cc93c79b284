package dev.gyre.api.monitoring;

/** How feedback was collected, which says what may be concluded from it. */
public enum Collection {
  /** Every prediction gets feedback. */
  COMPLETE,
  /** Predictions get feedback by chance alone, with a known probability. */
  SAMPLED,
  /** Somebody complained. Says that a prediction failed, never how often that happens. */
  COMPLAINT;

  /** Whether rates may be computed from it. */
  public boolean measuresRates() {
    return this != COMPLAINT;
  }
}
