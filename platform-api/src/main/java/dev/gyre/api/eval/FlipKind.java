package dev.gyre.api.eval;

/** What became of a sample from champion to candidate. */
public enum FlipKind {
  BOTH_RIGHT,
  /** Wrong under the champion, right under the candidate. */
  FIXED,
  /** Right under the champion, wrong under the candidate. */
  BROKEN,
  BOTH_WRONG
}
