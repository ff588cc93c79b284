package dev.gyre.api.eval;

/** Whether the samples of a slice can change. */
public enum SliceState {
  /** A filter, which new samples may pass. */
  LIVE,
  /** A list of samples, which never changes. */
  FROZEN
}
