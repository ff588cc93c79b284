package dev.gyre.api.eval;

/** What a search for rules came to. */
public enum DiscoveryOutcome {
  /** At least one rule was found and confirmed. */
  FOUND,
  /** Too little evidence: too few independent groups. */
  TOO_FEW_GROUPS,
  /** Too little evidence: one half has too few failures. */
  TOO_FEW_FAILURES,
  /** No rule about the fields at hand stood out on the first half. */
  NO_RULE_STOOD_OUT,
  /** Rules stood out on the first half, and the held-out half confirmed none. */
  NOT_CONFIRMED
}
