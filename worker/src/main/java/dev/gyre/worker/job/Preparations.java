package dev.gyre.worker.job;

import dev.gyre.api.PlatformException;
import dev.gyre.api.data.ModelInputPart;
import dev.gyre.api.data.PreparationSpec;
import dev.gyre.api.data.PreparedStreamSpec;
import dev.gyre.api.data.ResizeSpec;
import dev.gyre.api.data.TransformSpec;
import dev.gyre.api.project.ElementType;
import dev.gyre.api.project.StreamSpec;
import dev.gyre.streams.check.CheckSettings;
import dev.gyre.streams.geometry.FrameSize;
import dev.gyre.streams.geometry.Point;
import dev.gyre.streams.geometry.Transform;
import dev.gyre.streams.preparation.Colour;
import dev.gyre.streams.preparation.FusedInput;
import dev.gyre.streams.preparation.ModelInput;
import dev.gyre.streams.preparation.PreparedStream;
import dev.gyre.streams.preparation.Resize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contract's preparation in the words of the libraries. */
final class Preparations {

  private Preparations() {}

  /**
   * What is done to the samples of a dataset version.
   *
   * @param classes of the task contract
   * @param contract its streams
   */
  static dev.gyre.streams.preparation.PreparationSpec shards(
      PreparationSpec spec, List<String> classes, List<StreamSpec> contract) {
    try {
      return isOnePicture(spec, contract)
          ? new dev.gyre.streams.preparation.PreparationSpec(
              colour(spec.streams().getFirst().colour()),
              resize(spec.streams().getFirst().resize()),
              modelInput(spec.modelInput().parts().getFirst()),
              classes)
          : several(spec, classes, contract);
    } catch (IllegalArgumentException e) {
      throw PlatformException.invalid("preparation", spec, "usable: " + e.getMessage());
    }
  }

  /** Whether samples are one eight-bit picture and nothing else. */
  static boolean isOnePicture(PreparationSpec spec, List<StreamSpec> contract) {
    PreparedStreamSpec first = spec.streams().getFirst();
    return spec.streams().size() == 1
        && first.colour() != null
        && !first.optional()
        && first.frame() == null
        && spec.geometry().isEmpty()
        && !spec.modelInput().parts().getFirst().validity()
        && contract.stream()
            .filter(stream -> stream.name().equals(first.name()))
            .allMatch(Preparations::isPlainPicture);
  }

  private static boolean isPlainPicture(StreamSpec stream) {
    return stream.kind().equals(StreamSpec.IMAGE)
        && (stream.elementType() == null || stream.elementType() == ElementType.UINT8)
        && stream.scale() == null
        && stream.offset() == null
        && stream.invalidValue() == null
        && stream.validRange() == null;
  }

  private static dev.gyre.streams.preparation.PreparationSpec several(
      PreparationSpec spec, List<String> classes, List<StreamSpec> contract) {
    Declarations declarations = new Declarations(contract, classes);
    return new dev.gyre.streams.preparation.PreparationSpec(
        spec.streams().stream().map(stream -> prepared(stream, declarations)).toList(),
        spec.geometry().stream().map(Preparations::step).toList(),
        CheckSettings.STANDARD,
        new FusedInput(
            spec.modelInput().parts().stream()
                .map(part -> new FusedInput.Part(part.stream(), modelInput(part), part.validity()))
                .toList()),
        classes);
  }

  private static PreparedStream prepared(PreparedStreamSpec stream, Declarations declarations) {
    PreparedStream prepared =
        stream.measured()
            ? PreparedStream.of(declarations.input(stream))
            : PreparedStream.ofAnnotation(declarations.truth(stream));
    prepared = prepared.with(resize(stream.resize()));
    return stream.frame() == null ? prepared : prepared.inFrame(stream.frame());
  }

  private static Transform step(TransformSpec step) {
    return switch (step) {
      case TransformSpec.Resize(int width, int height) ->
          new Transform.Resize(new FrameSize(width, height));
      case TransformSpec.Crop(int left, int top, int width, int height) ->
          new Transform.Crop(left, top, new FrameSize(width, height));
      case TransformSpec.Pad(int left, int top, int right, int bottom) ->
          new Transform.Pad(left, top, right, bottom);
      case TransformSpec.Flip(boolean horizontal) ->
          new Transform.Flip(
              horizontal ? Transform.Flip.Axis.HORIZONTAL : Transform.Flip.Axis.VERTICAL);
      case TransformSpec.QuarterTurns(int clockwise) -> new Transform.QuarterTurns(clockwise);
      case TransformSpec.Rotate(double degrees) -> new Transform.Rotate(degrees);
      case TransformSpec.Perspective(List<TransformSpec.Shift> shifts) ->
          new Transform.Perspective(
              shifts.stream().map(shift -> new Point(shift.x(), shift.y())).toList());
    };
  }

  private static ModelInput modelInput(ModelInputPart part) {
    return new ModelInput(part.scale(), part.mean(), part.std(), ModelInput.Layout.NCHW);
  }

  static Colour colour(@Nullable String name) {
    if ("gray".equals(name)) {
      return Colour.GRAY;
    }
    if ("rgb".equals(name)) {
      return Colour.RGB;
    }
    throw PlatformException.invalid("colour", name, "'gray' or 'rgb'");
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
