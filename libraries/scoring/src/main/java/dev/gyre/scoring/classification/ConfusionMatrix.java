package dev.gyre.scoring.classification;

import java.util.Arrays;

/** Counts of samples by true class (row) and predicted class (column). Immutable. */
public final class ConfusionMatrix {

  private final int[][] counts;

  private ConfusionMatrix(int[][] counts) {
    this.counts = counts;
  }

  /**
   * Counts samples.
   *
   * @param classes number of classes, ≥ 1
   * @throws IllegalArgumentException if a sample's class index is not below {@code classes}
   */
  public static ConfusionMatrix of(int classes, Iterable<ClassifiedSample> samples) {
    int[][] counts = new int[classes][classes];
    for (ClassifiedSample sample : samples) {
      if (sample.truth() >= classes || sample.predicted() >= classes) {
        throw new IllegalArgumentException(
            "sample %s has class index %d, but there are %d classes"
                .formatted(
                    sample.sampleId(), Math.max(sample.truth(), sample.predicted()), classes));
      }
      counts[sample.truth()][sample.predicted()]++;
    }
    return new ConfusionMatrix(counts);
  }

  /** Number of classes. */
  public int classes() {
    return counts.length;
  }

  /** Samples of class {@code truth} that were predicted as {@code predicted}. */
  public int count(int truth, int predicted) {
    return counts[truth][predicted];
  }

  /** All samples. */
  public int total() {
    return Arrays.stream(counts).flatMapToInt(Arrays::stream).sum();
  }

  /** Samples on the diagonal. */
  public int right() {
    int right = 0;
    for (int k = 0; k < counts.length; k++) {
      right += counts[k][k];
    }
    return right;
  }

  /** Samples of this class that were predicted so. */
  public int truePositives(int k) {
    return counts[k][k];
  }

  /** Samples predicted as this class that are of another. */
  public int falsePositives(int k) {
    return Arrays.stream(counts).mapToInt(row -> row[k]).sum() - counts[k][k];
  }

  /** Samples of this class that were predicted as another. */
  public int falseNegatives(int k) {
    return Arrays.stream(counts[k]).sum() - counts[k][k];
  }

  /** Share of right samples; NaN without samples. */
  public double accuracy() {
    return (double) right() / total();
  }

  /** F1 of a class: 2TP / (2TP + FP + FN); NaN if the class is neither true nor predicted. */
  public double f1(int k) {
    int hits = 2 * truePositives(k);
    return (double) hits / (hits + falsePositives(k) + falseNegatives(k));
  }

  /** Mean F1 of the classes that are true or predicted somewhere; NaN without samples. */
  public double macroF1() {
    double sum = 0;
    int present = 0;
    for (int k = 0; k < counts.length; k++) {
      double f1 = f1(k);
      if (!Double.isNaN(f1)) {
        sum += f1;
        present++;
      }
    }
    return sum / present;
  }

  /** The sum: what the parts of a partition add up to. */
  public ConfusionMatrix plus(ConfusionMatrix other) {
    if (other.classes() != classes()) {
      throw new IllegalArgumentException(
          "matrices of %d and %d classes cannot be added".formatted(classes(), other.classes()));
    }
    int[][] sum = new int[classes()][classes()];
    for (int i = 0; i < sum.length; i++) {
      for (int j = 0; j < sum.length; j++) {
        sum[i][j] = counts[i][j] + other.counts[i][j];
      }
    }
    return new ConfusionMatrix(sum);
  }

  /** The counts, row by row: a copy. */
  public int[][] toArray() {
    return Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConfusionMatrix matrix && Arrays.deepEquals(counts, matrix.counts);
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
