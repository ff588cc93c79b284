package dev.gyre.api.project;

/** A number that tells how good a model is. */
public enum Metric {
  /** Share of right answers, in [0, 1]; higher is better. */
  ACCURACY,
  /**
   * Mean over classes of the harmonic mean of precision and recall, in [0, 1]; higher is better.
   */
  MACRO_F1,
  /** Expected calibration error over 15 equal bins of confidence, in [0, 1]; lower is better. */
  CALIBRATION_ERROR
}
