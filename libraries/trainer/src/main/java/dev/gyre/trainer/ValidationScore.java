package dev.gyre.trainer;

/** Adds up validation metrics sample by sample. */
final class ValidationScore {
  private final double[] lossByClass;
  private final int[] countByClass;
  private int correct;
  private int count;

  ValidationScore(int classes) {
    lossByClass = new double[classes];
    countByClass = new int[classes];
  }

  /** Adds a sample whose logits start at {@code offset}. */
  void add(float[] logits, int offset, int label) {
    double[] probabilities = Softmax.of(logits, offset, lossByClass.length);
    lossByClass[label] -= Math.log(Math.max(probabilities[label], Double.MIN_NORMAL));
    countByClass[label]++;
    count++;
    if (Softmax.largest(probabilities) == label) {
      correct++;
    }
  }

  ValidationReport report() {
    double sum = 0;
    double macro = 0;
    int present = 0;
    for (int k = 0; k < lossByClass.length; k++) {
      if (countByClass[k] > 0) {
        sum += lossByClass[k];
        macro += lossByClass[k] / countByClass[k];
        present++;
      }
    }
    return new ValidationReport(count, (double) correct / count, sum / count, macro / present);
  }
}
