package dev.gyre.scoring.segmentation;

import java.util.Arrays;

/** Counts of pixels by true class (row) and predicted class (column). Immutable. */
public final class PixelConfusion {

  private final long[][] counts;

  private PixelConfusion(long[][] counts) {
    this.counts = counts;
  }

  /** The sum over samples that were judged by so many classes. */
  public static PixelConfusion sum(int classes, Iterable<SegmentedSample> samples) {
    long[][] counts = new long[classes][classes];
    samples.forEach(sample -> sample.addTo(counts));
    return new PixelConfusion(counts);
  }

  /** Number of classes. */
  public int classes() {
    return counts.length;
  }

  /** Pixels of class {@code truth} that were predicted as {@code predicted}. */
  public long count(int truth, int predicted) {
    return counts[truth][predicted];
  }

  /** All counted pixels: those whose truth is not ignored. */
  public long total() {
    return Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
  }

  /** Pixels of this class. */
  public long truth(int k) {
    return Arrays.stream(counts[k]).sum();
  }

  /** Pixels predicted as this class. */
  public long predicted(int k) {
    return Arrays.stream(counts).mapToLong(row -> row[k]).sum();
  }

  /**
   * Intersection over union, TP / (TP + FP + FN) (Jaccard 1901), in [0, 1]; NaN if the class is
   * neither true nor predicted anywhere.
   */
  public double iou(int k) {
    return (double) counts[k][k] / (truth(k) + predicted(k) - counts[k][k]);
  }

  /**
   * Mean of {@link #iou} over the classes that are true or predicted somewhere in these pixels, in
   * [0, 1]; NaN without pixels.
   */
  public double meanIou() {
    double sum = 0;
    int present = 0;
    for (int k = 0; k < counts.length; k++) {
      double iou = iou(k);
      if (!Double.isNaN(iou)) {
        sum += iou;
        present++;
      }
    }
    return sum / present;
  }

  /** Share of pixels on the diagonal, in [0, 1]; NaN without pixels. */
  public double pixelAccuracy() {
    long hits = 0;
    for (int k = 0; k < counts.length; k++) {
      hits += counts[k][k];
    }
    return (double) hits / total();
  }

  /**
   * Σ share of the class in the truth × its IoU (Long et al. 2015), in [0, 1]; NaN without pixels.
   */
  public double frequencyWeightedIou() {
    double sum = 0;
    for (int k = 0; k < counts.length; k++) {
      sum += truth(k) == 0 ? 0 : truth(k) * iou(k);
    }
    return sum / total();
  }

  /** The sum: what the parts of a partition add up to. */
  public PixelConfusion plus(PixelConfusion other) {
    if (other.classes() != classes()) {
      throw new IllegalArgumentException(
          "matrices of %d and %d classes cannot be added".formatted(classes(), other.classes()));
    }
    long[][] sum = toArray();
    for (int i = 0; i < sum.length; i++) {
      for (int j = 0; j < sum.length; j++) {
        sum[i][j] += other.counts[i][j];
      }
    }
    return new PixelConfusion(sum);
  }

  /** The counts, row by row: a copy. */
  public long[][] toArray() {
    return Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PixelConfusion matrix && Arrays.deepEquals(counts, matrix.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(counts);
  }

  @Override
  public String toString() {
    return Arrays.deepToString(counts);
  }
}
