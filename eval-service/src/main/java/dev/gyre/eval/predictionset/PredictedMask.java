package dev.gyre.eval.predictionset;

import dev.gyre.api.data.SampleId;
import dev.gyre.scoring.segmentation.SegmentedSample;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The classes of the pixels of one sample.
 *
 * @param group absent for a sample that is its own
 * @param confidence mean over pixels of the probability of the predicted class, in [0, 1]
 * @param pixels counted against the truth; at least one is
 * @param leastIou mean intersection over union from which the sample is right, in (0, 1]
 */
public record PredictedMask(
    SampleId sample,
    String key,
    @Nullable String group,
    double confidence,
    SegmentedSample pixels,
    double leastIou)
    implements Predicted {

  @Override
  public boolean right() {
    return pixels.right(leastIou);
  }

  @Override
  public double harm() {
    return 1 - pixels.meanIou();
  }

  @Override
  public boolean isOf(int classIndex) {
    return pixels.truth(classIndex) > 0;
  }

  @Override
  public boolean hasTruthOf(Predicted other) {
    return other instanceof PredictedMask that
        && that.pixels.classes() == pixels.classes()
        && IntStream.range(0, pixels.classes())
            .allMatch(k -> that.pixels.truth(k) == pixels.truth(k));
  }
}
