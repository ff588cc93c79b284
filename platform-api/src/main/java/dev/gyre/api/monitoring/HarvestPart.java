package dev.gyre.api.monitoring;

/** The two parts of a harvest; a group is in one of them, for ever. */
public enum HarvestPart {
  /** May be trained on. */
  TRAINING,
  /** Judges the fix: never in a training or validation split. */
  PROOF
}
