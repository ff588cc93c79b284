package dev.gyre.api.eval;

/** Where a prediction set stands. */
public enum PredictionSetState {
  /** Its job waits or works. */
  RUNNING,
  /** Its predictions are stored and never change. */
  READY,
  /** Its job has ended without predictions; asking for it again starts anew. */
  FAILED
}
