package dev.gyre.api.data;

import dev.gyre.api.PlatformException;
import java.util.List;

/**
 * The model-facing part of a preparation: the picture in this size, then {@code (value * scale -
 * mean) / std} per channel. It is compiled into the model's graph.
 *
 * @param widthPx 1 to 16384
 * @param heightPx 1 to 16384
 * @param antialias whether making a picture smaller averages over what it drops
 * @param scale finite, not 0, such as 1/255
 * @param mean one per channel
 * @param std one per channel, above 0
 */
public record ModelInputSpec(
    int widthPx,
    int heightPx,
    boolean antialias,
    double scale,
    List<Double> mean,
    List<Double> std) {

  public ModelInputSpec {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    ResizeSpec.requireSide("model_input.width_px", widthPx);
    ResizeSpec.requireSide("model_input.height_px", heightPx);
    if (!Double.isFinite(scale) || scale == 0) {
      throw PlatformException.invalid("model_input.scale", scale, "finite and not 0");
    }
    if (!mean.stream().allMatch(Double::isFinite)) {
      throw PlatformException.invalid("model_input.mean", mean, "finite");
    }
    if (!std.stream().allMatch(value -> Double.isFinite(value) && value > 0)) {
      throw PlatformException.invalid("model_input.std", std, "finite and above 0");
    }
  }
}
