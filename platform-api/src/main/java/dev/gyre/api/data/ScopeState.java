package dev.gyre.api.data;

/** What of a sample has been looked at exhaustively: not labelled is not empty. */
public enum ScopeState {
  /** Nobody has said anything about it. */
  UNLABELLED,
  /** Some statements exist, others may be missing. */
  PARTLY,
  /** All that the task asks for is there. */
  CHECKED
}
