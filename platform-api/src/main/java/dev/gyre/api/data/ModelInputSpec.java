package dev.gyre.api.data;

import dev.gyre.api.PlatformException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The model-facing part of a preparation: the parts in this size, their channels one after the
 * other. It is compiled into the model's graph.
 *
 * @param heightPx 1 to 16384
 * @param widthPx 1 to 16384
 * @param antialias whether making a picture smaller averages over what it drops
 * @param parts at least one, in the order of their channels; no stream twice
 */
public record ModelInputSpec(
    int heightPx, int widthPx, boolean antialias, List<ModelInputPart> parts) {

  public ModelInputSpec {
    parts = List.copyOf(parts);
    ResizeSpec.requireSide("model_input.height_px", heightPx);
    ResizeSpec.requireSide("model_input.width_px", widthPx);
    if (parts.isEmpty()) {
      throw PlatformException.invalid("model_input.parts", "empty", "one part or more");
    }
    Set<String> streams = new HashSet<>();
    for (ModelInputPart part : parts) {
      if (!streams.add(part.stream())) {
        throw PlatformException.invalid(
            "model_input.parts.stream", part.stream(), "there only once");
      }
    }
  }

  /** One stream alone, without validity. */
  public static ModelInputSpec of(
      int heightPx, int widthPx, String stream, double scale, List<Double> mean, List<Double> std) {
    return new ModelInputSpec(
        heightPx, widthPx, false, List.of(new ModelInputPart(stream, scale, mean, std, false)));
  }

  /** How many channels the tensor has. */
  public int channels() {
    return parts.stream().mapToInt(ModelInputPart::channels).sum();
  }
}
