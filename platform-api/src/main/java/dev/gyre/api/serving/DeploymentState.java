package dev.gyre.api.serving;

/** Where a model version stands on its way through an endpoint. */
public enum DeploymentState {
  /** Its package is fetched, checked on its golden cases and warmed. */
  LOADING,
  /** Answers requests. */
  READY,
  /** Another version answers; the last requests of this one are at work. */
  DRAINING,
  /** Was replaced and its memory is free. */
  STOPPED,
  /** Could not be loaded; the detail says why. */
  FAILED;

  /** Whether it stays so. */
  public boolean isTerminal() {
    return this == STOPPED || this == FAILED;
  }
}
