package dev.gyre.api.data;

import dev.gyre.api.PlatformException;
import java.util.List;

/**
 * The channels that one stream gives to the model's tensor. A stored value becomes one in the
 * stream's unit, then {@code (value * scale - mean) / std} for each channel. Where there is no
 * value, and in all of an absent stream, it is 0.
 *
 * @param stream a prepared stream of role {@code input} with height and width
 * @param scale finite, not 0, such as 1/255
 * @param mean one for each channel, finite
 * @param std one for each channel, finite and above 0
 * @param validity whether a channel follows that is 1 where there is a value and 0 where not
 */
public record ModelInputPart(
    String stream, double scale, List<Double> mean, List<Double> std, boolean validity) {

  public ModelInputPart {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (!Double.isFinite(scale) || scale == 0) {
      throw PlatformException.invalid("model_input.parts.scale", scale, "finite and not 0");
    }
    if (!mean.stream().allMatch(Double::isFinite)) {
      throw PlatformException.invalid("model_input.parts.mean", mean, "finite");
    }
    if (!std.stream().allMatch(value -> Double.isFinite(value) && value > 0)) {
      throw PlatformException.invalid("model_input.parts.std", std, "finite and above 0");
    }
    if (mean.isEmpty() || mean.size() != std.size()) {
      throw PlatformException.invalid(
          "model_input.parts.mean",
          "%d means and %d stds".formatted(mean.size(), std.size()),
          "one mean and one std for each channel");
    }
  }

  /** How many channels it gives. */
  public int channels() {
    return mean.size() + (validity ? 1 : 0);
  }
}
