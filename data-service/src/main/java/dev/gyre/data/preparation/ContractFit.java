package dev.gyre.data.preparation;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.Annotation;
import dev.gyre.api.data.ModelInputPart;
import dev.gyre.api.data.Preparation;
import dev.gyre.api.data.PreparationSpec;
import dev.gyre.api.data.PreparedStreamSpec;
import dev.gyre.api.data.TruthSpec;
import dev.gyre.api.project.ElementType;
import dev.gyre.api.project.StreamSpec;
import dev.gyre.api.project.TaskContract;
import dev.gyre.api.project.TaskKind;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a preparation can be made of samples of a task contract, judged before anything is read.
 */
final class ContractFit {

  private static final Set<String> RASTERS = Set.of(StreamSpec.IMAGE, StreamSpec.DEPTH);
  private static final Set<String> NUMBERS = Set.of(StreamSpec.POSE, StreamSpec.VECTOR);
  private static final Pattern UNIT = Pattern.compile("[A-Za-z0-9%/*^.°µ-]{1,16}");

  private final String name;
  private final PreparationSpec spec;
  private final TaskContract contract;

  private ContractFit(Preparation preparation, TaskContract contract) {
    this.name = preparation.name();
    this.spec = preparation.spec();
    this.contract = contract;
  }

  /**
   * @throws PlatformException with {@code CONTRACT_VIOLATION} naming the field that does not fit
   */
  static void require(Preparation preparation, TaskContract contract) {
    ContractFit fit = new ContractFit(preparation, contract);
    for (PreparedStreamSpec stream : fit.spec.streams()) {
      TruthSpec truth = stream.truth();
      if (truth == null) {
        fit.requireInput(stream, fit.declared(stream.name()));
      } else {
        fit.requireTruth(stream, truth);
      }
    }
    for (ModelInputPart part : fit.spec.modelInput().parts()) {
      fit.requirePart(part);
    }
  }

  private StreamSpec declared(String stream) {
    return contract.stream(stream)
        .orElseThrow(() ->
            violation(
                "streams.name",
                "reads stream '%s', which the dataset's task contract does not have"
                    .formatted(stream)));
  }

  private void requireInput(PreparedStreamSpec stream, StreamSpec own) {
    boolean raster = RASTERS.contains(own.kind());
    if (!raster && !NUMBERS.contains(own.kind())) {
      throw violation(
          "streams.name",
          "reads stream '%s' of kind %s; prepared are image, depth, pose and vector"
              .formatted(own.name(), own.kind()));
    }
    requireColour(stream, own);
    if (own.unit() != null && !UNIT.matcher(own.unit()).matches()) {
      throw violation(
          "streams.unit",
          "reads stream '%s' in the unit '%s'; write it with 16 letters, digits and /*^. at most"
              .formatted(own.name(), own.unit()));
    }
    if (stream.resize() != null && !raster) {
      throw violation(
          "streams.resize",
          "resizes stream '%s' of kind %s, which has no height and width"
              .formatted(own.name(), own.kind()));
    }
    if (stream.optional() && own.invalidValue() == null) {
      throw violation(
          "streams.optional",
          "may lack stream '%s', whose contract says no invalid value, which would be its fill"
              .formatted(own.name()));
    }
    if (stream.optional() && !raster) {
      throw violation(
          "streams.optional",
          "may lack stream '%s' of kind %s; pictures and depth alone have a fill"
              .formatted(own.name(), own.kind()));
    }
    boolean floating =
        own.elementType() == ElementType.FLOAT32 || own.elementType() == ElementType.FLOAT64;
    if (own.kind().equals(StreamSpec.DEPTH)
        && !spec.geometry().isEmpty()
        && !floating
        && own.invalidValue() == null) {
      throw violation(
          "geometry",
          "moves stream '%s', whose contract says no invalid value for pixels without source"
              .formatted(own.name()));
    }
  }

  private void requireColour(PreparedStreamSpec stream, StreamSpec own) {
    boolean picture = own.kind().equals(StreamSpec.IMAGE);
    boolean bytes = own.elementType() == null || own.elementType() == ElementType.UINT8;
    if (stream.colour() != null && !(picture && bytes)) {
      throw violation(
          "streams.colour",
          "gives stream '%s' of kind %s and %s a colour; eight-bit pictures alone have one"
              .formatted(
                  own.name(),
                  own.kind(),
                  Objects.requireNonNullElse(own.elementType(), "any type")));
    }
    if (stream.colour() == null && picture && own.channels() == null) {
      throw violation(
          "streams.colour",
          "leaves open whether stream '%s' is gray or rgb, as does the contract: say it"
              .formatted(own.name()));
    }
  }

  private void requireTruth(PreparedStreamSpec stream, TruthSpec truth) {
    if (contract.task() != TaskKind.SEGMENTATION) {
      throw violation(
          "streams.truth",
          "takes %s '%s' for truth, but the task is %s, whose truth is the sample's class"
              .formatted(truth.kind(), stream.name(), contract.task()));
    }
    if (!truth.target().equals(Annotation.SAMPLE) && contract.stream(truth.target()).isEmpty()) {
      throw violation(
          "streams.truth.target",
          "takes the %s of stream '%s', which the dataset's task contract does not have"
              .formatted(truth.kind(), truth.target()));
    }
  }

  private void requirePart(ModelInputPart part) {
    StreamSpec own = declared(part.stream());
    if (!RASTERS.contains(own.kind())) {
      throw violation(
          "model_input.parts.stream",
          "fuses stream '%s' of kind %s; pictures and depth alone are fused"
              .formatted(own.name(), own.kind()));
    }
    int channels =
        channels(own, spec.stream(part.stream()).map(PreparedStreamSpec::colour).orElse(null));
    if (channels != part.mean().size()) {
      throw violation(
          "model_input.parts.mean",
          "has %d means and stds for the %d channels of stream '%s'"
              .formatted(part.mean().size(), channels, own.name()));
    }
  }

  private static int channels(StreamSpec own, @Nullable String colour) {
    if (colour != null) {
      return colour.equals("gray") ? 1 : 3;
    }
    return own.kind().equals(StreamSpec.IMAGE) ? Objects.requireNonNullElse(own.channels(), 1) : 1;
  }

  private PlatformException violation(String field, String what) {
    return new PlatformException(
        ErrorCode.CONTRACT_VIOLATION,
        "Preparation '%s' %s".formatted(name, what),
        Map.of("field", field));
  }
}
