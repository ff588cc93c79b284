package dev.gyre.api.data;

/** Where a prepared set stands. */
public enum PreparedState {
  BUILDING,
  READY,
  FAILED
}
