package dev.gyre.worker.job;

import dev.gyre.api.PlatformException;
import dev.gyre.api.data.PreparedStreamSpec;
import dev.gyre.api.data.TruthSpec;
import dev.gyre.api.project.StreamSpec;
import dev.gyre.streams.StreamKind;
import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.declaration.Form;
import dev.gyre.streams.declaration.Labels;
import dev.gyre.streams.declaration.Labels.LabelClass;
import dev.gyre.streams.declaration.Measure;
import dev.gyre.streams.declaration.Presence;
import dev.gyre.streams.declaration.StreamDeclaration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a task contract says of its streams and classes, as the libraries declare streams.
 *
 * @param contract its streams
 * @param classes its classes; the position is the id in prepared label maps
 */
record Declarations(List<StreamSpec> contract, List<String> classes) {

  /** The largest id of eight bits, which marks what is not scored. */
  private static final int IGNORED = 255;

  private static final int WIDE_IGNORED = 65_535;

  /** Position and unit quaternion. */
  private static final int POSE_NUMBERS = 7;

  /**
   * The stream that a prepared input takes.
   *
   * @throws PlatformException with {@code INVALID_ARGUMENT} if the contract lacks it
   * @throws IllegalArgumentException if what the contract says of it cannot be prepared
   */
  StreamDeclaration input(PreparedStreamSpec stream) {
    StreamSpec own =
        contract.stream()
            .filter(one -> one.name().equals(stream.name()))
            .findFirst()
            .orElseThrow(() ->
                PlatformException.invalid(
                    "streams.name", stream.name(), "a stream of the task contract"));
    StreamKind kind = new StreamKind(own.kind());
    StreamDeclaration declared =
        StreamDeclaration.of(stream.name(), kind, form(kind, own, stream), measure(own));
    if (!stream.optional()) {
      return declared;
    }
    if (own.invalidValue() == null) {
      throw PlatformException.invalid(
          "streams.optional",
          "true of '%s'".formatted(stream.name()),
          "false, or the contract's stream must have an invalid value, which is the fill");
    }
    return declared.with(new Presence.Optional(own.invalidValue()));
  }

  private static Form form(StreamKind kind, StreamSpec own, PreparedStreamSpec stream) {
    ElementType type = elementType(kind, own);
    if (kind.equals(StreamKind.POSE)) {
      return Form.vector(type, POSE_NUMBERS);
    }
    if (kind.equals(StreamKind.VECTOR)) {
      return Form.vector(type, Form.ANY);
    }
    if (kind.equals(StreamKind.IMAGE)) {
      return Form.picture(type, channels(own, stream));
    }
    return Form.picture(type, 1);
  }

  private static int channels(StreamSpec own, PreparedStreamSpec stream) {
    if (stream.colour() != null) {
      return Preparations.colour(stream.colour()).channels();
    }
    return Objects.requireNonNullElse(own.channels(), 1);
  }

  /** As the contract has it, else what is usual of the kind. */
  private static ElementType elementType(StreamKind kind, StreamSpec own) {
    if (own.elementType() != null) {
      return ElementType.valueOf(own.elementType().name());
    }
    if (kind.equals(StreamKind.IMAGE)) {
      return ElementType.UINT8;
    }
    return kind.equals(StreamKind.DEPTH) ? ElementType.UINT16 : ElementType.FLOAT64;
  }

  private static Measure measure(StreamSpec own) {
    return new Measure(
        Objects.requireNonNullElse(own.unit(), "1"),
        Objects.requireNonNullElse(own.scale(), 1.0),
        Objects.requireNonNullElse(own.offset(), 0.0),
        own.invalidValue(),
        range(own));
  }

  private static Measure.@Nullable Range range(StreamSpec own) {
    return own.validRange() == null
        ? null
        : new Measure.Range(own.validRange().least(), own.validRange().most());
  }

  /** The dense annotation that is prepared. */
  StreamDeclaration truth(PreparedStreamSpec stream) {
    TruthSpec truth = Objects.requireNonNull(stream.truth(), "a truth says which");
    boolean labels = truth.kind().equals(TruthSpec.LABEL_MAP);
    StreamDeclaration declared =
        labels
            ? StreamDeclaration.ofLabels(stream.name(), Form.picture(idType(), 1), table())
            : StreamDeclaration.of(
                stream.name(),
                StreamKind.INSTANCE_MAP,
                Form.picture(ElementType.UINT16, 1),
                Measure.PLAIN);
    return stream.optional()
        ? declared.with(new Presence.Optional(labels ? ignored() : 0))
        : declared;
  }

  private ElementType idType() {
    return classes.size() <= IGNORED ? ElementType.UINT8 : ElementType.UINT16;
  }

  private int ignored() {
    return classes.size() <= IGNORED ? IGNORED : WIDE_IGNORED;
  }

  private Labels table() {
    return new Labels(
        IntStream.range(0, classes.size())
            .mapToObj(id -> new LabelClass(id, classes.get(id), rgb(id)))
            .toList(),
        ignored());
  }

  /** Colours that differ for neighbours, for a person's eye alone. */
  private static int rgb(int id) {
    return (0x9e3779 * (id + 1)) & 0xffffff;
  }
}
