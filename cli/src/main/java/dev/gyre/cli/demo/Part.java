package dev.gyre.cli.demo;

/** A disjoint part of the digits, with a use of its own. */
enum Part {
  /** What the first model learns from. */
  TRAIN,
  /** What judges models; never trained on. */
  TEST,
  /** Live traffic under the first model, with feedback. */
  BEFORE,
  /** Live traffic after the retrained model was judged, with feedback. */
  AFTER,
  /** Live traffic under the first model, without feedback. */
  POOL
}
