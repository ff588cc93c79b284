package dev.gyre.eval.predictionset;

import dev.gyre.api.data.SampleId;
import org.jspecify.annotations.Nullable;

/** What a model says of one sample, beside the truth. */
public sealed interface Predicted permits PredictedClass, PredictedMask {

  SampleId sample();

  String key();

  /** What the sample belongs to; null for one that is its own. */
  @Nullable String group();

  /** How sure the model is, in [0, 1]. */
  double confidence();

  /** Whether the answer is right, as the task contract says. */
  boolean right();

  /** How much a failure here weighs, in [0, 1]. */
  double harm();

  /** Whether the truth is, or holds, this class. */
  boolean isOf(int classIndex);

  /** Whether the other was held against the same truth. */
  boolean hasTruthOf(Predicted other);

  /** What is independent: the group, or the sample's own id. The two never coincide. */
  default String independent() {
    String group = group();
    return group == null ? "sample " + sample() : "group " + group;
  }
}
