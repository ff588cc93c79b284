package dev.gyre.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * How stored streams become the network's input: each is brought to one size and to its channels,
 * and the channels follow one another as N, C, H, W. Pictures are resized linearly (half-pixel
 * centres); of all else each pixel takes the value in which its centre lies, because between two
 * distances there is none.
 *
 * <p>It exists twice on purpose: {@link #appendTo} compiles it into the graph, {@link #apply} is an
 * independent implementation for training and for golden vectors. Parity holds them together.
 *
 * @param heightPx height of the network's input
 * @param widthPx width of the network's input
 * @param antialias true widens the filter when pictures shrink, so that no pixel is skipped
 * @param streams in the order of their channels, at least one
 */
public record Preprocessing(
    int heightPx, int widthPx, boolean antialias, List<StreamInput> streams) {

  /** Name of the input of networks that take one picture. */
  static final String IMAGE = "image";

  /** Refuses sizes below 1, no stream, and a stream that is there twice. */
  public Preprocessing {
    streams = List.copyOf(streams);
    if (heightPx < 1 || widthPx < 1) {
      throw new OnnxException(
          "The network's input is at least 1 x 1 px, not %d x %d".formatted(heightPx, widthPx));
    }
    if (streams.isEmpty()) {
      throw new OnnxException("A network takes at least one stream");
    }
    long names = streams.stream().map(StreamInput::name).distinct().count();
    if (names < streams.size()) {
      throw new OnnxException(
          "A network takes each stream once, not %s"
              .formatted(streams.stream().map(StreamInput::name).toList()));
    }
  }

  /** One picture that was stored in its own size. */
  public Preprocessing(
      PixelFormat pixelFormat,
      int heightPx,
      int widthPx,
      boolean antialias,
      float scale,
      List<Float> mean,
      List<Float> standardDeviation) {
    this(
        heightPx,
        widthPx,
        antialias,
        List.of(
            new StreamInput(
                IMAGE,
                formOf(pixelFormat),
                null,
                StoredMeasure.PLAIN,
                scale,
                mean,
                standardDeviation,
                false)));
  }

  /** Resize and scaling of one picture's bytes to [0, 1], without normalisation and antialias. */
  public static Preprocessing unitRange(PixelFormat format, int heightPx, int widthPx) {
    int channels = format.channels();
    return new Preprocessing(
        format,
        heightPx,
        widthPx,
        false,
        1 / 255f,
        Collections.nCopies(channels, 0f),
        Collections.nCopies(channels, 1f));
  }

  /**
   * Computes the network's input in plain Java.
   *
   * @param stored by name, each N, H, W, C of the stream's form, with any H and W of at least 1;
   *     one N for all
   * @return FP32 of N, C, {@code heightPx}, {@code widthPx}
   */
  public Tensor apply(Map<String, Tensor> stored) {
    return StreamArithmetic.apply(this, stored);
  }

  /** {@link #apply(Map)} of a network that takes one stream. */
  public Tensor apply(Tensor stored) {
    if (streams.size() != 1) {
      throw new OnnxException(
          "The network takes %s, not one stream"
              .formatted(streams.stream().map(StreamInput::name).toList()));
    }
    return apply(Map.of(streams.getFirst().name(), stored));
  }

  /** Adds the inputs and the preprocessing to a graph; returns the name of the N, C, H, W value. */
  public String appendTo(GraphBuilder graph) {
    List<String> channels = new ArrayList<>();
    for (int i = 0; i < streams.size(); i++) {
      StreamNodes nodes = new StreamNodes(graph, this, streams.get(i));
      channels.addAll(nodes.append(graph.input(inputs().get(i))));
    }
    return channels.size() == 1
        ? channels.getFirst()
        : graph.node("Concat", "pre_fused", channels, Attribute.ofInt("axis", 1));
  }

  /** The inputs of a model that begins with this, in the order of streams. */
  public List<TensorSpec> inputs() {
    return streams.stream().map(this::input).toList();
  }

  /** The shape of the network's input without N: C, H, W. */
  public List<Long> networkShape() {
    long channels = streams.stream().mapToLong(StreamInput::channels).sum();
    return List.of(channels, (long) heightPx, (long) widthPx);
  }

  private TensorSpec input(StreamInput stream) {
    // Equal names stand for equal sizes, and each stream has its own.
    String prefix = streams.size() == 1 ? "" : stream.name() + "_";
    return new TensorSpec(
        stream.name(),
        stream.form().type(),
        List.of(
            Dimension.of("N"),
            Dimension.of(prefix + "H"),
            Dimension.of(prefix + "W"),
            Dimension.of(stream.form().channels())),
        stream.measure().storedUnit(),
        stream.form().pixelFormat(),
        stream.form().isPicture() ? new ValueRange(0, 255) : null,
        stream.measure().invalid());
  }

  private static StoredForm formOf(PixelFormat format) {
    return switch (format) {
      case GRAY -> StoredForm.GRAY;
      case RGB -> StoredForm.RGB;
      case BGR, RGBA ->
          throw new OnnxException(
              "Pictures are stored as GRAY or RGB, not %s: convert them".formatted(format));
    };
  }
}
