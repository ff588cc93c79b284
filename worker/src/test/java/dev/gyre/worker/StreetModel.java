package dev.gyre.worker;

import dev.gyre.onnx.Attribute;
import dev.gyre.onnx.GoldenCase;
import dev.gyre.onnx.ModelGraph;
import dev.gyre.onnx.ModelPackage;
import dev.gyre.onnx.Preprocessing;
import dev.gyre.onnx.SegmenterGraph;
import dev.gyre.onnx.StoredForm;
import dev.gyre.onnx.StoredMeasure;
import dev.gyre.onnx.StreamInput;
import dev.gyre.onnx.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A model whose answers are known: a pixel is of the class whose channel is brightest, road by red,
 * car by green; and person where the depth channel, in metres, is above both. Depth without a value
 * is 0.
 */
final class StreetModel {

  static final int HEIGHT = 8;
  static final int WIDTH = 12;

  private static final ModelGraph.Body BRIGHTEST =
      (graph, input) -> {
        graph.node("Identity", SegmenterGraph.FEATURES, List.of(input));
        String picked = graph.constant("picked", Tensor.ofLongs(new long[] {0, 1, 3}, 3));
        return graph.node("Gather", "scores", List.of(input, picked), Attribute.ofInt("axis", 1));
      };

  private StreetModel() {}

  /** A package of it; the golden case says what an independent implementation answers. */
  static byte[] packaged(List<String> classes) {
    Preprocessing streams =
        new Preprocessing(
            HEIGHT,
            WIDTH,
            false,
            List.of(
                new StreamInput(
                    "rgb",
                    StoredForm.RGB,
                    null,
                    StoredMeasure.PLAIN,
                    1 / 255f,
                    List.of(0f, 0f, 0f),
                    List.of(1f, 1f, 1f),
                    false),
                new StreamInput(
                    "depth",
                    StoredForm.UINT16,
                    null,
                    new StoredMeasure("m", 0.001f, 0, 0f),
                    0.1f,
                    List.of(0f),
                    List.of(1f),
                    true)));
    SegmenterGraph graph = new SegmenterGraph(streams, classes, 5, Map.of());
    int pixels = HEIGHT * WIDTH;
    float bright = 200 / 255f;
    float dark = 10 / 255f;
    double sum = Math.exp(bright) + Math.exp(dark) + 1;
    float share = (float) (Math.exp(bright) / sum);
    float[] shares = new float[pixels];
    Arrays.fill(shares, share);
    Tensor red = Tensor.ofUint8(repeated(pixels, 200, 10, 10), 1, HEIGHT, WIDTH, 3);
    Tensor near = Tensor.ofShorts(new short[pixels], 1, HEIGHT, WIDTH, 1);
    GoldenCase golden =
        GoldenCase.of(
            Map.of("rgb", red, "depth", near),
            Map.of(
                SegmenterGraph.CLASS_MAP,
                Tensor.ofUint8(new byte[pixels], 1, HEIGHT, WIDTH),
                SegmenterGraph.CONFIDENCE_MAP,
                Tensor.ofFloats(shares, 1, HEIGHT, WIDTH),
                SegmenterGraph.CONFIDENCE,
                Tensor.ofFloats(new float[] {share}, 1),
                SegmenterGraph.EMBEDDING,
                Tensor.ofFloats(new float[] {bright, dark, dark, 0, 0}, 1, 5)));
    return ModelPackage.of(graph.build(BRIGHTEST), List.of(golden)).toBytes();
  }

  private static byte[] repeated(int times, int... values) {
    byte[] all = new byte[times * values.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) values[i % values.length];
    }
    return all;
  }
}
