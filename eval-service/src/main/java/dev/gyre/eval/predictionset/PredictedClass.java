package dev.gyre.eval.predictionset;

import dev.gyre.api.data.SampleId;
import org.jspecify.annotations.Nullable;

/**
 * The class of one sample.
 *
 * @param group absent for a sample that is its own
 * @param truth index of the true class
 * @param predicted index of the predicted class
 * @param confidence probability of the predicted class, in [0, 1]
 * @param truthScore probability of the true class, in [0, 1]
 */
public record PredictedClass(
    SampleId sample,
    String key,
    @Nullable String group,
    int truth,
    int predicted,
    double confidence,
    double truthScore)
    implements Predicted {

  @Override
  public boolean right() {
    return truth == predicted;
  }

  @Override
  public double harm() {
    return 1;
  }

  @Override
  public boolean isOf(int classIndex) {
    return truth == classIndex;
  }

  @Override
  public boolean hasTruthOf(Predicted other) {
    return other instanceof PredictedClass that && that.truth == truth;
  }
}
