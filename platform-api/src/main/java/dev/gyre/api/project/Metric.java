package dev.gyre.api.project;

import java.util.Arrays;
import java.util.List;

/** A number that tells how good a model is. */
public enum Metric {
  /** Share of right answers, in [0, 1]; higher is better. */
  ACCURACY,
  /**
   * Of a classification: mean over classes of the harmonic mean of precision and recall, in [0, 1];
   * higher is better.
   */
  MACRO_F1,
  /**
   * Of a classification: expected calibration error over 15 equal bins of confidence, in [0, 1];
   * lower is better.
   */
  CALIBRATION_ERROR,
  /**
   * Of a segmentation: mean over the classes that are true or predicted somewhere of intersection
   * over union, from pixels summed over samples, in [0, 1]; higher is better.
   */
  MEAN_IOU,
  /**
   * Of a segmentation: the same of the pixels near contours, nearer than 2 % of the diagonal
   * (arXiv:2103.16562), in [0, 1]; higher is better.
   */
  BOUNDARY_IOU,
  /** Of a segmentation: share of right pixels, in [0, 1]; higher is better. */
  PIXEL_ACCURACY;

  /** Whether answers of this kind have it. */
  public boolean fits(TaskKind task) {
    return switch (this) {
      case ACCURACY -> true;
      case MACRO_F1, CALIBRATION_ERROR -> task == TaskKind.CLASSIFICATION;
      case MEAN_IOU, BOUNDARY_IOU, PIXEL_ACCURACY -> task == TaskKind.SEGMENTATION;
    };
  }

  /** Those that answers of this kind have, in order. */
  public static List<Metric> of(TaskKind task) {
    return Arrays.stream(values()).filter(metric -> metric.fits(task)).toList();
  }
}
