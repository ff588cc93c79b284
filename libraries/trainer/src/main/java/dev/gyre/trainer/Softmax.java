package dev.gyre.trainer;

/** Softmax in double precision. */
final class Softmax {
  private Softmax() {}

  /** Probabilities of the logits from {@code offset} on, {@code stride} apart. */
  static double[] of(float[] logits, int offset, int classes, int stride) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < classes; k++) {
      largest = Math.max(largest, logits[offset + k * stride]);
    }
    double[] probabilities = new double[classes];
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      probabilities[k] = Math.exp(logits[offset + k * stride] - largest);
      sum += probabilities[k];
    }
    for (int k = 0; k < classes; k++) {
      probabilities[k] /= sum;
    }
    return probabilities;
  }

  /** Index of the largest value; the first of equal ones. */
  static int largest(double[] values) {
    int best = 0;
    for (int k = 1; k < values.length; k++) {
      if (values[k] > values[best]) {
        best = k;
      }
    }
    return best;
  }
}
