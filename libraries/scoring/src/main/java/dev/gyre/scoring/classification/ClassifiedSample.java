package dev.gyre.scoring.classification;

/**
 * One sample with its truth and one model's prediction.
 *
 * @param sampleId unique in an evaluation
 * @param group what is independent; the sample's own id if nothing is shared
 * @param truth index of the true class, ≥ 0
 * @param predicted index of the predicted class, ≥ 0
 * @param confidence score of the predicted class, in [0, 1]
 * @param truthScore score that the model gave the true class, in [0, 1]
 */
public record ClassifiedSample(
    String sampleId, String group, int truth, int predicted, double confidence, double truthScore) {

  public ClassifiedSample {
    checkScore(sampleId, "confidence", confidence);
    checkScore(sampleId, "score of the true class", truthScore);
    if (truth < 0 || predicted < 0) {
      throw new IllegalArgumentException(
          "class indices must be ≥ 0, but sample %s has truth %d and prediction %d"
              .formatted(sampleId, truth, predicted));
    }
  }

  /** Whether the predicted class is the true one. */
  public boolean right() {
    return truth == predicted;
  }

  private static void checkScore(String sampleId, String what, double score) {
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException(
          "the %s of sample %s must lie in [0, 1], but is %s; apply a softmax to logits first"
              .formatted(what, sampleId, score));
    }
  }
}
