package dev.gyre.streams.preparation;

import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.declaration.Measure;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * How the streams of a sample become the one tensor that a model takes: their channels one after
 * the other. It is declared here and compiled into the model's graph; shards hold stored values.
 *
 * @param parts in the order of their channels, at least one; all of one layout
 */
public record FusedInput(List<Part> parts) {

  /**
   * The channels of one stream. A stored value becomes one in the stream's unit ({@code stored *
   * scale + offset} of its {@link Measure}, so 16-bit millimetres become metres), then {@code
   * (value * scale - mean) / std} of the model input. Where there is no value, and in all of an
   * absent stream, it is 0.
   *
   * @param validity whether a channel follows that is 1 where there is a value and 0 where not
   */
  public record Part(String stream, ModelInput values, boolean validity) {

    int channels() {
      return values.mean().size() + (validity ? 1 : 0);
    }

    Map<String, Object> toMembers() {
      return Map.of("stream", stream, "values", values.toMembers(), "validity", validity);
    }
  }

  public FusedInput {
    parts = List.copyOf(parts);
    Set<String> streams = new HashSet<>();
    for (Part part : parts) {
      if (!streams.add(part.stream())) {
        throw new IllegalArgumentException("Stream '%s' is fused twice".formatted(part.stream()));
      }
      if (part.values().layout() != parts.getFirst().values().layout()) {
        throw new IllegalArgumentException(
            "Stream '%s' has layout %s, those before %s; a tensor has one"
                .formatted(
                    part.stream(), part.values().layout(), parts.getFirst().values().layout()));
      }
    }
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("No stream is fused; a model takes at least one");
    }
  }

  /** One stream alone, without validity. */
  static FusedInput of(String stream, ModelInput values) {
    return new FusedInput(List.of(new Part(stream, values, false)));
  }

  /** The order of axes. */
  public ModelInput.Layout layout() {
    return parts.getFirst().values().layout();
  }

  /** How many channels the tensor has. */
  public int channels() {
    return parts.stream().mapToInt(Part::channels).sum();
  }

  /**
   * The values that the graph computes, in single precision, of one sample without the batch axis:
   * the reference for golden vectors.
   *
   * @param streams stored values by stream, those that the sample has
   * @param measures of the streams
   * @throws IllegalArgumentException if no stream of the input is there, sizes differ or a stream
   *     has another number of channels
   */
  public float[] toTensor(Map<String, NdArray> streams, Function<String, Measure> measures) {
    NdArray first =
        parts.stream()
            .filter(part -> streams.containsKey(part.stream()))
            .map(part -> array(streams, part))
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException("The sample has no stream of the model's input"));
    int places = first.size(0) * first.size(1);
    float[] tensor = new float[Math.multiplyExact(places, channels())];
    int channel = 0;
    for (Part part : parts) {
      if (streams.containsKey(part.stream())) {
        fill(tensor, channel, part, array(streams, part), measures.apply(part.stream()), places);
      }
      channel += part.channels();
    }
    return tensor;
  }

  private static NdArray array(Map<String, NdArray> streams, Part part) {
    NdArray array = streams.get(part.stream());
    if (array == null) {
      throw new IllegalArgumentException("Stream '%s' is absent".formatted(part.stream()));
    }
    return array;
  }

  private void fill(
      float[] tensor, int channel, Part part, NdArray array, Measure measure, int places) {
    int own = part.values().mean().size();
    if (array.length() != places * own) {
      throw new IllegalArgumentException(
          "Stream '%s' has the shape %s, which is not %d pixels of %d channels"
              .formatted(part.stream(), Arrays.toString(array.shape()), places, own));
    }
    for (int place = 0; place < places; place++) {
      boolean all = true;
      for (int c = 0; c < own; c++) {
        double stored = array.at(place * own + c);
        boolean valid = !Double.isNaN(stored) && !isNone(measure, stored);
        all &= valid;
        tensor[index(place, channel + c, places)] =
            valid
                ? part.values()
                    .value((float) stored * (float) measure.scale() + (float) measure.offset(), c)
                : 0;
      }
      if (part.validity()) {
        tensor[index(place, channel + own, places)] = all ? 1 : 0;
      }
    }
  }

  private static boolean isNone(Measure measure, double stored) {
    return measure.invalidValue() != null && measure.invalidValue() == stored;
  }

  private int index(int place, int channel, int places) {
    return layout() == ModelInput.Layout.NCHW
        ? channel * places + place
        : place * channels() + channel;
  }

  Map<String, Object> toMembers() {
    return Map.of(
        "layout",
        layout().name().toLowerCase(Locale.ROOT),
        "parts",
        parts.stream().map(Part::toMembers).toList());
  }
}
