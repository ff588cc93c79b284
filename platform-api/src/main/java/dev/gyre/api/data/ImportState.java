package dev.gyre.api.data;

/** Where an import stands. */
public enum ImportState {
  RUNNING,
  /** Read to its end: inputs = imported + duplicates + rejected. */
  FINISHED,
  /** Ended early; what was imported until then stays, and the same file may be sent again. */
  FAILED
}
