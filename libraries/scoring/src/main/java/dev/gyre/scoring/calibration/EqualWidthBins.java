package dev.gyre.scoring.calibration;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Collects confidences in bins of equal width over [0, 1]; a confidence on an edge belongs to the
 * bin above, 1 to the last. Not safe for use by several threads.
 */
public final class EqualWidthBins {

  private final int[] counts;
  private final int[] right;
  private final double[] confidence;

  private EqualWidthBins(int bins) {
    counts = new int[bins];
    right = new int[bins];
    confidence = new double[bins];
  }

  /** So many empty bins, ≥ 1. */
  public static EqualWidthBins of(int bins) {
    return new EqualWidthBins(bins);
  }

  /** Adds a prediction with its confidence in [0, 1]. */
  public void add(double score, boolean isRight) {
    int bin = Math.min((int) (score * counts.length), counts.length - 1);
    counts[bin]++;
    right[bin] += isRight ? 1 : 0;
    confidence[bin] += score;
  }

  /** Mean over predictions of |accuracy − confidence| of their bin, in [0, 1]; NaN if empty. */
  public double expectedError() {
    double sum = 0;
    for (int b = 0; b < counts.length; b++) {
      sum += Math.abs(right[b] - confidence[b]);
    }
    return sum / total();
  }

  /** Root of the debiased mean squared gap; see {@link CalibrationError}. */
  double debiasedRootMeanSquare() {
    double sum = 0;
    for (int b = 0; b < counts.length; b++) {
      if (counts[b] > 1) {
        double accuracy = (double) right[b] / counts[b];
        double gap = accuracy - confidence[b] / counts[b];
        sum += counts[b] * (gap * gap - accuracy * (1 - accuracy) / (counts[b] - 1));
      }
    }
    return Math.sqrt(Math.max(0, sum / total()));
  }

  List<ReliabilityBin> reliability() {
    double width = 1.0 / counts.length;
    return IntStream.range(0, counts.length)
        .filter(b -> counts[b] > 0)
        .mapToObj(b ->
            new ReliabilityBin(
                b * width,
                (b + 1) * width,
                counts[b],
                (double) right[b] / counts[b],
                confidence[b] / counts[b]))
        .toList();
  }

  int bins() {
    return counts.length;
  }

  private int total() {
    return IntStream.of(counts).sum();
  }
}
