package dev.gyre.scoring.proof;

/**
 * One labelled exposure: a live prediction whose truth is known.
 *
 * @param group what is independent; the exposure's own id if nothing is shared
 * @param truth true class
 * @param predicted class that the model answered
 */
public record LiveOutcome(String group, String truth, String predicted) {

  /** Whether the prediction was right. */
  public boolean right() {
    return truth.equals(predicted);
  }
}
