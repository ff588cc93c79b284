package dev.gyre.api.eval;

/** Where an evaluation stands. */
public enum EvaluationState {
  /** Its job waits or works. */
  RUNNING,
  /** Its numbers are stored and never change. */
  DONE,
  /** Its job has ended without numbers; asking for it again starts anew. */
  FAILED
}
