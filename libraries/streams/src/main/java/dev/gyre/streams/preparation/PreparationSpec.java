package dev.gyre.streams.preparation;

import dev.gyre.streams.StreamKind;
import dev.gyre.streams.canonical.CanonicalJson;
import dev.gyre.streams.canonical.Sha256;
import dev.gyre.streams.check.CheckSettings;
import dev.gyre.streams.codec.Codec;
import dev.gyre.streams.codec.Codecs;
import dev.gyre.streams.declaration.StreamDeclaration;
import dev.gyre.streams.geometry.Transform;
import dev.gyre.streams.image.Image;
import dev.gyre.streams.shard.StreamField;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is done to every sample, in this order: decode, bring values to their declaration, check,
 * resize each stream to its frame, apply one geometry to all; and what the model does after that.
 * Its digest is SHA-256 over its canonical JSON; equal declarations have equal digests.
 *
 * @param streams and dense annotations in the order of their fields in shards; names are unique
 * @param geometry applied alike to every stream with a height and width; poses stay as they are
 * @param checks beyond the declarations
 * @param modelInput what the graph does with the stored values; never takes an annotation
 * @param classes names of the classes; the position is the number in the field {@code cls} and the
 *     id in every label map. Not empty, no name twice
 */
public record PreparationSpec(
    List<PreparedStream> streams,
    List<Transform> geometry,
    CheckSettings checks,
    FusedInput modelInput,
    List<String> classes) {

  public PreparationSpec {
    streams = List.copyOf(streams);
    geometry = List.copyOf(geometry);
    classes = List.copyOf(classes);
    if (classes.isEmpty() || new HashSet<>(classes).size() != classes.size()) {
      throw new IllegalArgumentException(
          "Classes %s are empty or name one twice".formatted(classes));
    }
    if (!classes.stream().allMatch(CanonicalJson::isWellFormed)) {
      throw new IllegalArgumentException("A class name is not well-formed Unicode");
    }
    requireStreams(streams, classes);
    for (FusedInput.Part part : modelInput.parts()) {
      requireFusable(streams, part);
    }
    for (PreparedStream stream : streams) {
      WrittenForm.of(stream, geometry, classes);
    }
  }

  /** Samples of one eight-bit picture, written as {@code image.png}. */
  public PreparationSpec(
      Colour colour, Resize resize, ModelInput modelInput, List<String> classes) {
    this(
        List.of(PreparedStream.picture(colour, resize)),
        List.of(),
        CheckSettings.STANDARD,
        FusedInput.of(PreparedStream.PICTURE, modelInput),
        classes);
  }

  private static void requireStreams(List<PreparedStream> streams, List<String> classes) {
    Set<String> names = new HashSet<>();
    for (PreparedStream stream : streams) {
      if (!names.add(stream.name())) {
        throw new IllegalArgumentException("Stream '%s' is there twice".formatted(stream.name()));
      }
      if (stream.declaration().labels() != null) {
        LabelRemap.of(stream, classes);
      }
    }
    if (streams.isEmpty()) {
      throw new IllegalArgumentException("No stream is prepared; declare at least one");
    }
  }

  private static void requireFusable(List<PreparedStream> streams, FusedInput.Part part) {
    PreparedStream stream =
        streams.stream()
            .filter(one -> one.name().equals(part.stream()))
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "The model takes stream '%s', which is not prepared".formatted(part.stream())));
    if (stream.origin() == PreparedStream.Origin.ANNOTATION) {
      throw new IllegalArgumentException(
          "The model takes '%s', which is an annotation: truth is never an input"
              .formatted(stream.name()));
    }
    if (!stream.isRaster() || stream.channels() != part.values().mean().size()) {
      throw new IllegalArgumentException(
          "Stream '%s' has %d channels, but mean and std have %d values; rasters alone are fused"
              .formatted(stream.name(), stream.channels(), part.values().mean().size()));
    }
  }

  /** Whether samples are one picture, as the other constructor declares it. */
  boolean isOnePicture() {
    PreparedStream first = streams.getFirst();
    Colour colour = first.colour();
    return streams.size() == 1
        && colour != null
        && first.equals(PreparedStream.picture(colour, first.resize()))
        && geometry.isEmpty()
        && checks.equals(CheckSettings.STANDARD)
        && !modelInput.parts().getFirst().validity();
  }

  /**
   * The part that is applied to an eight-bit picture before shards are written.
   *
   * @throws IllegalStateException if samples are more than one picture
   */
  public Image prepare(Image image) {
    Colour colour = streams.getFirst().colour();
    if (!isOnePicture() || colour == null) {
      throw new IllegalStateException("Samples have the streams %s".formatted(names()));
    }
    return streams.getFirst().resize().apply(colour.apply(image));
  }

  /** What each stream holds in shards: after geometry, ids in the order of the classes. */
  public List<StreamDeclaration> written() {
    return streams.stream().map(stream -> WrittenForm.of(stream, geometry, classes)).toList();
  }

  /**
   * The fields of shards, in the order of streams.
   *
   * @throws IllegalArgumentException if a codec is not registered
   */
  public List<StreamField> fields(Codecs codecs) {
    return streams.stream()
        .map(stream -> {
          Codec codec =
              codecs
                  .find(stream.codec(), Codec.class)
                  .orElseThrow(() ->
                      new IllegalArgumentException(
                          "Stream '%s' is written as '%s'; known are %s"
                              .formatted(stream.name(), stream.codec(), codecs.names())));
          return new StreamField(WrittenForm.of(stream, geometry, classes), codec, stream.codec());
        })
        .toList();
  }

  private List<String> names() {
    return streams.stream().map(PreparedStream::name).toList();
  }

  /** The whole declaration in canonical JSON. */
  public String canonicalJson() {
    PreparedStream first = streams.getFirst();
    Colour colour = first.colour();
    if (isOnePicture() && colour != null) {
      return CanonicalJson.write(
          Map.of(
              "format",
              "gyre-preparation/1",
              "image",
              Map.of("colour", colour.wireName(), "resize", first.resize().toMembers()),
              "model_input",
              modelInput.parts().getFirst().values().toMembers(),
              "classes",
              classes));
    }
    Map<String, @Nullable Object> members =
        Map.of(
            "format",
            "gyre-preparation/2",
            "streams",
            streams.stream().map(PreparedStream::toMembers).toList(),
            "geometry",
            geometry.stream().map(Transform::toMembers).toList(),
            "checks",
            members(checks),
            "model_input",
            modelInput.toMembers(),
            "classes",
            classes);
    return CanonicalJson.write(members);
  }

  private static Map<String, Object> members(CheckSettings checks) {
    return Map.of(
        "same_size",
        checks.sameSize().stream().map(group -> new TreeSet<>(group).stream().toList()).toList(),
        "max_out_of_range_share",
        checks.maxOutOfRangeShare(),
        "masks",
        checks.masks().stream()
            .map(mask -> Map.of("labels", mask.labels(), "picture", mask.picture()))
            .toList());
  }

  /** SHA-256 of {@link #canonicalJson} in hexadecimal. */
  public String digest() {
    return Sha256.of(canonicalJson());
  }

  /** Whether values of this kind, sampled anew, need a value that means none. */
  static boolean needsInvalid(StreamDeclaration stream) {
    return stream.kind().equals(StreamKind.DEPTH)
        && !stream.form().type().isFloating()
        && stream.measure().invalidValue() == null;
  }
}
