package dev.gyre.api.data;

import dev.gyre.api.PlatformException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How samples become what a model is trained on: each stream is decoded, brought to its declaration
 * and resized, then one geometry is applied to all of them alike.
 *
 * @param streams at least one, one of role {@code input}; names unique, in the order in which
 *     shards hold them
 * @param geometry steps for every stream with a height and width; empty for none. They change what
 *     is stored; the model's graph does not repeat them
 * @param modelInput what the graph does with the stored values
 */
public record PreparationSpec(
    List<PreparedStreamSpec> streams, List<TransformSpec> geometry, ModelInputSpec modelInput) {

  private static final int MAX_STREAMS = 64;
  private static final int MAX_STEPS = 16;

  public PreparationSpec {
    streams = List.copyOf(streams);
    geometry = List.copyOf(geometry);
    if (streams.isEmpty() || streams.size() > MAX_STREAMS) {
      throw PlatformException.invalid(
          "streams", streams.size() + " entries", "1 to %d entries".formatted(MAX_STREAMS));
    }
    if (geometry.size() > MAX_STEPS) {
      throw PlatformException.invalid(
          "geometry", geometry.size() + " steps", "%d steps at most".formatted(MAX_STEPS));
    }
    Set<String> names = new HashSet<>();
    boolean sized = geometry.stream().anyMatch(TransformSpec::setsSize);
    for (PreparedStreamSpec stream : streams) {
      if (!names.add(stream.name())) {
        throw PlatformException.invalid("streams.name", stream.name(), "there only once");
      }
      if (stream.optional() && stream.resize() == null && !sized) {
        throw PlatformException.invalid(
            "streams.resize",
            "absent from optional stream '%s'".formatted(stream.name()),
            "there, so that a fill has a size");
      }
    }
    for (ModelInputPart part : modelInput.parts()) {
      requireFusable(streams, part);
    }
  }

  /** Samples of one picture. */
  public static PreparationSpec ofPicture(String stream, String colour, ModelInputSpec modelInput) {
    return new PreparationSpec(
        List.of(PreparedStreamSpec.picture(stream, colour)), List.of(), modelInput);
  }

  private static void requireFusable(List<PreparedStreamSpec> streams, ModelInputPart part) {
    String field = "model_input.parts.stream";
    PreparedStreamSpec stream =
        streams.stream()
            .filter(one -> one.name().equals(part.stream()))
            .findFirst()
            .orElseThrow(() ->
                PlatformException.invalid(
                    field, part.stream(), "the name of a stream that is prepared"));
    if (!stream.measured()) {
      throw PlatformException.invalid(
          field, part.stream(), "a stream of role 'input': truth is never an input");
    }
    Integer channels = stream.channels();
    if (channels != null && channels != part.mean().size()) {
      throw PlatformException.invalid(
          "model_input.parts.mean",
          "%d means and %d stds".formatted(part.mean().size(), part.std().size()),
          "one mean and one std for each of %d channels of stream '%s'"
              .formatted(channels, stream.name()));
    }
  }

  /** The stream of a name, if it is prepared. */
  public Optional<PreparedStreamSpec> stream(String name) {
    return streams.stream().filter(stream -> stream.name().equals(name)).findFirst();
  }

  /** The streams that sensors measured, in their order. */
  public List<PreparedStreamSpec> inputs() {
    return streams.stream().filter(PreparedStreamSpec::measured).toList();
  }

  /** The dense annotations, in their order. */
  public List<PreparedStreamSpec> truths() {
    return streams.stream().filter(stream -> !stream.measured()).toList();
  }
}
