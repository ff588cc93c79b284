package dev.gyre.worker.job;

import dev.gyre.api.PlatformException;
import dev.gyre.api.data.ModelInputSpec;
import dev.gyre.api.data.PreparationSpec;
import dev.gyre.api.data.ResizeSpec;
import dev.gyre.onnx.PixelFormat;
import dev.gyre.onnx.Preprocessing;
import dev.gyre.streams.preparation.Colour;
import dev.gyre.streams.preparation.ModelInput;
import dev.gyre.streams.preparation.Resize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contract's preparation in the words of the libraries. */
final class Preparations {

  private Preparations() {}

  static dev.gyre.streams.preparation.PreparationSpec shards(
      PreparationSpec spec, List<String> classes) {
    ModelInputSpec model = spec.modelInput();
    try {
      return new dev.gyre.streams.preparation.PreparationSpec(
          colour(spec.colour()),
          resize(spec.resize()),
          new ModelInput(model.scale(), model.mean(), model.std(), ModelInput.Layout.NCHW),
          classes);
    } catch (IllegalArgumentException e) {
      throw PlatformException.invalid("preparation", spec, "usable: " + e.getMessage());
    }
  }

  static Preprocessing graph(PreparationSpec spec) {
    ModelInputSpec model = spec.modelInput();
    return new Preprocessing(
        colour(spec.colour()) == Colour.GRAY ? PixelFormat.GRAY : PixelFormat.RGB,
        model.heightPx(),
        model.widthPx(),
        model.antialias(),
        (float) model.scale(),
        model.mean().stream().map(Double::floatValue).toList(),
        model.std().stream().map(Double::floatValue).toList());
  }

  static Colour colour(String name) {
    return switch (name) {
      case "gray" -> Colour.GRAY;
      case "rgb" -> Colour.RGB;
      default -> throw PlatformException.invalid("colour", name, "'gray' or 'rgb'");
    };
  }

  private static Resize resize(@Nullable ResizeSpec spec) {
    if (spec == null) {
      return new Resize.None();
    }
    Resize.Interpolation kind =
        spec.kind().equals("nearest") ? Resize.Interpolation.NEAREST : Resize.Interpolation.LINEAR;
    return new Resize.Fixed(spec.widthPx(), spec.heightPx(), kind);
  }
}
