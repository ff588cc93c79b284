package dev.gyre.api.data;

/** Where a simulation or one of its shards stands. */
public enum SimulationState {
  /** A worker renders. */
  RENDERING,
  /** What was rendered is being read in. */
  IMPORTING,
  FINISHED,
  /** Its job or its import has failed; what came in stays. */
  FAILED
}
