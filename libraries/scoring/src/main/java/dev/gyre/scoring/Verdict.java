package dev.gyre.scoring;

/**
 * What the evidence says about one demand. Too little evidence is an answer of its own and never
 * passes anything.
 */
public enum Verdict {
  /** The demand is shown to hold. */
  PASS,
  /** There was evidence enough to judge, and it speaks against the demand. */
  FAIL,
  /** The evidence decides neither way; more may. */
  INSUFFICIENT;

  /** Whether the demand is met: true for {@link #PASS} alone. */
  public boolean passes() {
    return this == PASS;
  }
}
