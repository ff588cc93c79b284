package dev.gyre.monitoring.fix;

/** What the verification of a fix does next. */
enum VerifyStep {
  /** Nobody has asked for it. */
  IDLE,
  EVALUATE_CHAMPION,
  EVALUATE_CANDIDATE,
  /** Waits for both evaluations, then compares them. */
  COMPARE,
  /** Records what came of it. */
  JUDGE,
  DONE
}
