package dev.gyre.eval.predictionset;

import dev.gyre.api.data.SampleId;
import org.jspecify.annotations.Nullable;

/**
 * What a model says of one sample, beside the truth.
 *
 * @param group absent for a sample that is its own
 * @param truth index of the true class
 * @param predicted index of the predicted class
 * @param confidence probability of the predicted class, in [0, 1]
 * @param truthScore probability of the true class, in [0, 1]
 */
public record Predicted(
    SampleId sample,
    String key,
    @Nullable String group,
    int truth,
    int predicted,
    double confidence,
    double truthScore) {

  /** Whether the predicted class is the true one. */
  public boolean right() {
    return truth == predicted;
  }

  /** What is independent: the group, or the sample's own id. The two never coincide. */
  public String independent() {
    return group == null ? "sample " + sample : "group " + group;
  }
}
