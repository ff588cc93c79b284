package dev.gyre.api.data;

import dev.gyre.api.PlatformException;
import org.jspecify.annotations.Nullable;

/**
 * How samples become what a model is trained on.
 *
 * @param stream the stream that is prepared
 * @param colour {@code gray} or {@code rgb}
 * @param resize absent if pictures keep their sizes in the shards
 */
public record PreparationSpec(
    String stream, String colour, @Nullable ResizeSpec resize, ModelInputSpec modelInput) {

  public PreparationSpec {
    if (!colour.equals("gray") && !colour.equals("rgb")) {
      throw PlatformException.invalid("colour", colour, "'gray' or 'rgb'");
    }
    int channels = colour.equals("gray") ? 1 : 3;
    if (modelInput.mean().size() != channels || modelInput.std().size() != channels) {
      throw PlatformException.invalid(
          "model_input",
          "%d means and %d stds".formatted(modelInput.mean().size(), modelInput.std().size()),
          "one mean and one std for each of %d channels".formatted(channels));
    }
  }
}
