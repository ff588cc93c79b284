package dev.gyre.api.serving;

/** What came of a request. */
public enum PredictionStatus {
  /** The model has answered. */
  OK,
  /** What was sent could not be decoded, or is not what the model takes. */
  BAD_INPUT
}
