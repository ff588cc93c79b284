package dev.gyre.api.project;

/** What a gate does where the data cannot decide. */
public enum InsufficientEvidence {
  /** The verdict is insufficient, and nothing is promoted. */
  REFUSE,
  /** The rule is left out of the verdict and named in it. */
  PASS
}
