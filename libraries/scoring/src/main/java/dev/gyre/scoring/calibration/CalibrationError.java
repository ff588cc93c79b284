package dev.gyre.scoring.calibration;

import dev.gyre.scoring.interval.Interval;
import java.util.List;

/**
 * Expected calibration error of the predicted class's confidence (Guo et al., arXiv 1706.04599). It
 * is biased upwards and depends on the binning, which is therefore stated; resampling adds to the
 * bias, so the interval is a guide to spread rather than a test.
 *
 * @param expected mean |accuracy − confidence| over equal-width bins, in [0, 1], with interval
 * @param debiasedRootMeanSquare root of the mean squared gap less each bin's sampling variance, in
 *     [0, 1], 0 where that is negative (Kumar et al., arXiv 1909.10155)
 * @param binCount equal-width bins over [0, 1]
 * @param bins those with predictions
 */
public record CalibrationError(
    Interval expected, double debiasedRootMeanSquare, int binCount, List<ReliabilityBin> bins) {

  public CalibrationError {
    bins = List.copyOf(bins);
  }

  /** From filled bins and the interval made for their expected error. */
  public static CalibrationError of(EqualWidthBins binned, Interval expected) {
    return new CalibrationError(
        expected, binned.debiasedRootMeanSquare(), binned.bins(), binned.reliability());
  }
}
