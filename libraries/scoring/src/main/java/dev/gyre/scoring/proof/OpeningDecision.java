package dev.gyre.scoring.proof;

/** What to do with a mode that opened. */
public sealed interface OpeningDecision {

  /** Open an incident for it. */
  record Open(OpenedMode mode) implements OpeningDecision {}

  /**
   * Add it to the incident of a mode that rose after the same deployment; that incident is about
   * the deployment from now on.
   */
  record Join(FailureMode existing, OpenedMode mode) implements OpeningDecision {}
}
