package dev.gyre.onnx;

import java.util.Collections;
import java.util.List;

/**
 * How a decoded image becomes the network's input: resize (linear, half-pixel centres), {@code (x *
 * scale - mean) / standardDeviation} per channel, and a change of layout from N, H, W, C to N, C,
 * H, W.
 *
 * <p>It exists twice on purpose: {@link #appendTo} compiles it into the graph, {@link #apply} is an
 * independent implementation for training and for golden vectors. Parity holds them together.
 *
 * @param heightPx height of the network's input
 * @param widthPx width of the network's input
 * @param antialias true widens the filter when shrinking, so that no pixel is skipped
 * @param scale factor applied first; 1/255 turns bytes into [0, 1]
 * @param mean subtracted after scaling, one value per channel
 * @param standardDeviation divisor after that, one value above 0 per channel
 */
public record Preprocessing(
    PixelFormat pixelFormat,
    int heightPx,
    int widthPx,
    boolean antialias,
    float scale,
    List<Float> mean,
    List<Float> standardDeviation) {

  /** Refuses sizes below 1, a wrong number of channel values, and values that are not finite. */
  public Preprocessing {
    mean = List.copyOf(mean);
    standardDeviation = List.copyOf(standardDeviation);
    int channels = pixelFormat.channels();
    if (heightPx < 1 || widthPx < 1) {
      throw new OnnxException(
          "The network's input is at least 1 x 1 px, not %d x %d".formatted(heightPx, widthPx));
    }
    if (mean.size() != channels || standardDeviation.size() != channels) {
      throw new OnnxException(
          "%s needs %d means and standard deviations, not %d and %d"
              .formatted(pixelFormat, channels, mean.size(), standardDeviation.size()));
    }
    if (!Float.isFinite(scale)
        || !mean.stream().allMatch(Float::isFinite)
        || !standardDeviation.stream().allMatch(value -> value > 0 && Float.isFinite(value))) {
      throw new OnnxException(
          "Scale, means and standard deviations must be finite, the last above 0: %s, %s, %s"
              .formatted(scale, mean, standardDeviation));
    }
  }

  /** Resize and scaling of bytes to [0, 1], without normalisation and antialias. */
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
   * @param images UINT8 of N, H, W, C with any H and W of at least 1
   * @return FP32 of N, C, {@code heightPx}, {@code widthPx}
   */
  public Tensor apply(Tensor images) {
    return new ImageArithmetic(this).apply(images);
  }

  /**
   * Compiles the preprocessing into a graph and returns the name of the N, C, H, W value.
   *
   * @param image name of a UINT8 value of N, H, W, C
   */
  public String appendTo(GraphBuilder graph, String image) {
    String cast = graph.node("Cast", "pre_float", List.of(image), Attribute.ofInt("to", 1));
    String sizes = graph.constant("pre_sizes", Tensor.ofLongs(new long[] {heightPx, widthPx}, 2));
    // Resized before the transpose: ONNX Runtime's optimiser breaks on the other order.
    String resized =
        graph.node(
            "Resize",
            "pre_resized",
            List.of(cast, "", "", sizes),
            Attribute.ofInts("axes", 1, 2),
            Attribute.ofInt("antialias", antialias ? 1 : 0),
            // As Pillow and PyTorch do: pixels outside the image have no weight.
            Attribute.ofInt("exclude_outside", antialias ? 1 : 0),
            Attribute.ofString("mode", "linear"),
            Attribute.ofString("coordinate_transformation_mode", "half_pixel"));
    String planar =
        graph.node(
            "Transpose", "pre_planar", List.of(resized), Attribute.ofInts("perm", 0, 3, 1, 2));
    String factor = graph.constant("pre_scale", Tensor.ofFloats(new float[] {scale}, 1));
    String scaled = graph.node("Mul", "pre_scaled", List.of(planar, factor));
    String centred =
        graph.node(
            "Sub", "pre_centred", List.of(scaled, graph.constant("pre_mean", perChannel(mean))));
    return graph.node(
        "Div",
        "pre_normalised",
        List.of(centred, graph.constant("pre_deviation", perChannel(standardDeviation))));
  }

  /** The shape of the network's input without N: C, H, W. */
  public List<Long> networkShape() {
    return List.of((long) pixelFormat.channels(), (long) heightPx, (long) widthPx);
  }

  private static Tensor perChannel(List<Float> values) {
    float[] array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return Tensor.ofFloats(array, array.length, 1, 1);
  }
}
