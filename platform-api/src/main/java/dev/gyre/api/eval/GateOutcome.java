package dev.gyre.api.eval;

/** What a gate, or one rule of it, says. */
public enum GateOutcome {
  /** The demand is shown to hold. */
  PASS,
  /** There was evidence enough to judge, and it speaks against the demand. */
  FAIL,
  /** The evidence decides neither way; more may. */
  INSUFFICIENT
}
