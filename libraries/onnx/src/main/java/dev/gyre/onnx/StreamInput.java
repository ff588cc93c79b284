package dev.gyre.onnx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stream that a network takes, from stored values to channels: the size of storing, the
 * network's size, the stream's unit, then {@code (value * scale - mean) / standardDeviation} per
 * channel. Where there is no value the channels are 0.
 *
 * @param name of the model's input, which is the stream's
 * @param resize before storing; null if streams keep their sizes
 * @param measure from stored values to the unit
 * @param scale factor applied to values in the unit; 1/255 turns bytes into [0, 1]
 * @param mean subtracted after scaling, one value per channel
 * @param standardDeviation divisor after that, one value above 0 per channel
 * @param validity whether a channel follows that is 1 where there is a value and 0 where not
 */
public record StreamInput(
    String name,
    StoredForm form,
    @Nullable StoredResize resize,
    StoredMeasure measure,
    float scale,
    List<Float> mean,
    List<Float> standardDeviation,
    boolean validity) {

  /**
   * Refuses a wrong number of channel values, values that are not finite, and what a graph cannot
   * say: pictures with holes, and values between two distances.
   */
  public StreamInput {
    mean = List.copyOf(mean);
    standardDeviation = List.copyOf(standardDeviation);
    int channels = form.channels();
    if (mean.size() != channels || standardDeviation.size() != channels) {
      throw new OnnxException(
          "%s needs %d means and standard deviations, not %d and %d"
              .formatted(form, channels, mean.size(), standardDeviation.size()));
    }
    if (!Float.isFinite(scale)
        || !mean.stream().allMatch(Float::isFinite)
        || !standardDeviation.stream().allMatch(value -> value > 0 && Float.isFinite(value))) {
      throw new OnnxException(
          "Scale, means and standard deviations must be finite, the last above 0: %s, %s, %s"
              .formatted(scale, mean, standardDeviation));
    }
    requireExpressible(name, form, resize, measure);
  }

  private static void requireExpressible(
      String name, StoredForm form, @Nullable StoredResize resize, StoredMeasure measure) {
    Float invalid = measure.invalid();
    if (form.isPicture() && invalid != null) {
      throw new OnnxException(
          "Picture %s has the invalid value %s, but its size changes by means of pixels: declare none, or another kind"
              .formatted(name, invalid));
    }
    if (invalid != null && !form.holds(invalid)) {
      throw new OnnxException(
          "Stream %s is stored as %s, which never is the invalid value %s"
              .formatted(name, form, invalid));
    }
    if (resize != null && form.isPicture() == (resize.rule() == StoredResize.Rule.NEAREST_CENTRE)) {
      throw new OnnxException(
          "Stream %s is stored as %s and resized %s: pictures are LINEAR or NEAREST_FLOOR, all else NEAREST_CENTRE"
              .formatted(name, form, resize.rule()));
    }
  }

  /** Channels of the network's input that come of this stream. */
  public int channels() {
    return form.channels() + (validity ? 1 : 0);
  }

  /** Whether there can be places without a value, or a channel says that there are none. */
  boolean isMasked() {
    return validity || measure.invalid() != null || form == StoredForm.FP32;
  }

  /** Whether a stored value is one. */
  boolean isValue(float stored) {
    Float invalid = measure.invalid();
    return !Float.isNaN(stored) && (invalid == null || stored != invalid);
  }
}
