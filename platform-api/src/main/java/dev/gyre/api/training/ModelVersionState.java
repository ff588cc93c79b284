package dev.gyre.api.training;

/** Whether a model version may be used. */
public enum ModelVersionState {
  /** Its package is still to be checked. */
  PENDING,
  /** May be evaluated and served. */
  READY,
  /** Its package is not one that can be run here. */
  REJECTED
}
