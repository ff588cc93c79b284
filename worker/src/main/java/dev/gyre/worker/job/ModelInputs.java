package dev.gyre.worker.job;

import dev.gyre.api.PlatformException;
import dev.gyre.api.data.ModelInputSpec;
import dev.gyre.onnx.ImageClassifierGraph;
import dev.gyre.onnx.OnnxException;
import dev.gyre.onnx.Preprocessing;
import dev.gyre.onnx.StoredForm;
import dev.gyre.onnx.StoredMeasure;
import dev.gyre.onnx.StoredResize;
import dev.gyre.onnx.StreamInput;
import dev.gyre.streams.StreamKind;
import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.declaration.Form;
import dev.gyre.streams.declaration.Measure;
import dev.gyre.streams.declaration.Presence;
import dev.gyre.streams.declaration.StreamDeclaration;
import dev.gyre.streams.preparation.FusedInput;
import dev.gyre.streams.preparation.ModelInput;
import dev.gyre.streams.preparation.PreparationSpec;
import dev.gyre.streams.preparation.PreparedStream;
import dev.gyre.streams.preparation.Resize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The model-facing part of a preparation in the words of the graph. What a graph cannot repeat is
 * refused: a model would be trained on what nobody can give it.
 */
final class ModelInputs {

  private static final String PARTS = "model_input.parts.stream";

  private ModelInputs() {}

  /**
   * The streams that a model takes.
   *
   * @throws PlatformException with {@code INVALID_ARGUMENT} that names what a graph cannot repeat
   */
  static Preprocessing of(PreparationSpec spec, ModelInputSpec model) {
    if (!spec.geometry().isEmpty()) {
      throw PlatformException.invalid(
          "geometry",
          spec.geometry().getFirst().getClass().getSimpleName(),
          "empty for training: a model's graph repeats the size of each stream and no other step");
    }
    try {
      return new Preprocessing(
          model.heightPx(),
          model.widthPx(),
          model.antialias(),
          spec.modelInput().parts().stream().map(part -> input(spec, part)).toList());
    } catch (OnnxException e) {
      throw PlatformException.invalid("model_input", model, "usable: " + e.getMessage());
    }
  }

  /** The same for a model that takes one picture, whose input has a name of its own. */
  static Preprocessing ofPicture(PreparationSpec spec, ModelInputSpec model) {
    Preprocessing streams = of(spec, model);
    StreamInput first = streams.streams().getFirst();
    if (streams.streams().size() != 1 || !first.form().isPicture()) {
      throw PlatformException.invalid(
          PARTS,
          streams.streams().stream().map(StreamInput::name).toList(),
          "one picture of eight bits: a classifier takes no more");
    }
    return new Preprocessing(
        model.heightPx(),
        model.widthPx(),
        model.antialias(),
        List.of(
            new StreamInput(
                ImageClassifierGraph.IMAGE,
                first.form(),
                first.resize(),
                first.measure(),
                first.scale(),
                first.mean(),
                first.standardDeviation(),
                first.validity())));
  }

  private static StreamInput input(PreparationSpec spec, FusedInput.Part part) {
    PreparedStream stream =
        spec.streams().stream()
            .filter(one -> one.name().equals(part.stream()))
            .findFirst()
            .orElseThrow(
                () -> PlatformException.invalid(PARTS, part.stream(), "a stream that is prepared"));
    StoredForm form = form(stream.declaration());
    requireTellingFill(stream.declaration(), part);
    ModelInput values = part.values();
    return new StreamInput(
        part.stream(),
        form,
        resize(stream.resize(), form),
        measure(stream.declaration().measure()),
        (float) values.scale(),
        values.mean().stream().map(Double::floatValue).toList(),
        values.std().stream().map(Double::floatValue).toList(),
        part.validity());
  }

  private static StoredForm form(StreamDeclaration stream) {
    Form form = stream.form();
    int rank = form.shape().size();
    boolean picture = stream.kind().equals(StreamKind.IMAGE) && form.type() == ElementType.UINT8;
    if (picture && rank == 2) {
      return StoredForm.GRAY;
    }
    if (picture && rank == 3 && form.shape().getLast() == 3) {
      return StoredForm.RGB;
    }
    if (rank == 2 && !stream.kind().equals(StreamKind.IMAGE) && !stream.kind().isIds()) {
      if (form.type() == ElementType.UINT16) {
        return StoredForm.UINT16;
      }
      if (form.type() == ElementType.FLOAT32) {
        return StoredForm.FP32;
      }
    }
    throw PlatformException.invalid(
        PARTS,
        "%s of kind %s, stored as %s %s"
            .formatted(stream.name(), stream.kind().name(), form.type().wireName(), form.shape()),
        "a gray or rgb picture of eight bits, or one channel of uint16 or float32 that is no picture and no ids");
  }

  /** What was written in place of an absent item must say that it is none. */
  private static void requireTellingFill(StreamDeclaration stream, FusedInput.Part part) {
    Double invalid = stream.measure().invalidValue();
    if (stream.presence() instanceof Presence.Optional(double fill)
        && (invalid == null || invalid != fill)) {
      throw PlatformException.invalid(
          PARTS,
          "%s, which may be absent and then is stored as %s".formatted(part.stream(), fill),
          "required, or of a kind whose fill is its invalid value: a model would take the fill for values");
    }
  }

  private static StoredMeasure measure(Measure measure) {
    Double invalid = measure.invalidValue();
    return new StoredMeasure(
        measure.unit(),
        (float) measure.scale(),
        (float) measure.offset(),
        invalid == null ? null : invalid.floatValue());
  }

  private static @Nullable StoredResize resize(Resize resize, StoredForm form) {
    return switch (resize) {
      case Resize.None() -> null;
      case Resize.Fixed(int width, int height, Resize.Interpolation kind) ->
          new StoredResize(
              height,
              width,
              !form.isPicture()
                  ? StoredResize.Rule.NEAREST_CENTRE
                  : kind == Resize.Interpolation.LINEAR
                      ? StoredResize.Rule.LINEAR
                      : StoredResize.Rule.NEAREST_FLOOR);
    };
  }
}
