package dev.gyre.api.monitoring;

/** What a link of a proof says. */
public enum LinkState {
  /** Recorded, and holds. */
  GREEN,
  /** Stated by a person. */
  ATTESTED,
  /** Not there yet, or too little evidence. */
  MISSING,
  /** Speaks against the proof. */
  RED;

  /** Whether a proof may rest on it. */
  public boolean holds() {
    return this == GREEN || this == ATTESTED;
  }
}
