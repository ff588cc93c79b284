package dev.gyre.scoring.classification;

import dev.gyre.scoring.calibration.CalibrationError;
import dev.gyre.scoring.interval.Interval;
import java.util.List;

/**
 * What one model did on one set of samples.
 *
 * @param samples n
 * @param groups independent groups among them
 * @param confusion rows true, columns predicted, in the order of {@code classes}
 * @param accuracy share of right samples, in [0, 1]
 * @param macroF1 mean F1 over the classes that occur, in [0, 1]
 * @param calibration expected calibration error with its bins
 * @param classes one entry per class, in order
 */
public record ClassificationReport(
    int samples,
    int groups,
    ConfusionMatrix confusion,
    Interval accuracy,
    Interval macroF1,
    CalibrationError calibration,
    List<ClassScores> classes) {

  public ClassificationReport {
    classes = List.copyOf(classes);
  }
}
