package dev.gyre.trainer;

import dev.gyre.onnx.Attribute;
import dev.gyre.onnx.GraphBuilder;
import dev.gyre.onnx.SegmenterGraph;
import dev.gyre.onnx.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** The ONNX nodes of a network. */
final class NetworkGraph {
  /** Of BatchNorm, on both sides. */
  static final float EPSILON = 1e-5f;

  private final GraphBuilder graph;
  private final SortedMap<String, Tensor> weights;

  NetworkGraph(GraphBuilder graph, SortedMap<String, Tensor> weights) {
    this.graph = graph;
    this.weights = weights;
  }

  /**
   * Appends all layers to a value of N, C, H, W and returns the name of the logits. Where each
   * pixel has a class, the deepest layer's value gets the name that a segmenter asks for.
   */
  String append(NetworkSpec network, String input) {
    List<List<Long>> shapes = network.shapes();
    List<String> values = new ArrayList<>();
    String value = input;
    for (int i = 0; i < network.layers().size(); i++) {
      value = append(i, network.layers().get(i), value, values, shapes.get(i));
      values.add(value);
    }
    if (network.answer() == Answer.PIXEL) {
      graph.node("Identity", SegmenterGraph.FEATURES, List.of(values.get(network.deepest())));
    }
    return value;
  }

  private String append(
      int index, Layer layer, String input, List<String> earlier, List<Long> shape) {
    String output = "layer%02d".formatted(index);
    return switch (layer) {
      case Layer.Conv2d(int _, int kernel, int stride, int padding) ->
          graph.node(
              "Conv",
              output,
              inputs(index, input, "weight", "bias"),
              Attribute.ofInts("kernel_shape", kernel, kernel),
              Attribute.ofInts("strides", stride, stride),
              Attribute.ofInts("pads", padding, padding, padding, padding));
      case Layer.BatchNorm() ->
          graph.node(
              "BatchNormalization",
              output,
              inputs(index, input, "gamma", "beta", "runningMean", "runningVar"),
              Attribute.ofFloat("epsilon", EPSILON));
      case Layer.Relu() -> graph.node("Relu", output, List.of(input));
      case Layer.MaxPool(int kernel, int stride) ->
          graph.node(
              "MaxPool",
              output,
              List.of(input),
              Attribute.ofInts("kernel_shape", kernel, kernel),
              Attribute.ofInts("strides", stride, stride));
      case Layer.Flatten() ->
          graph.node("Flatten", output, List.of(input), Attribute.ofInt("axis", 1));
      case Layer.Linear(int _) ->
          graph.node(
              "Gemm", output, inputs(index, input, "weight", "bias"), Attribute.ofInt("transB", 1));
      case Layer.Dropout(float _) -> input;
      case Layer.Enlarge(int _) -> enlarged(output, input, shape);
      case Layer.Join(int joined) ->
          graph.node(
              "Concat", output, List.of(earlier.get(joined), input), Attribute.ofInt("axis", 1));
    };
  }

  private String enlarged(String output, String input, List<Long> shape) {
    String sizes =
        graph.constant(
            output + ".sizes", Tensor.ofLongs(new long[] {shape.get(1), shape.get(2)}, 2));
    return graph.node(
        "Resize",
        output,
        List.of(input, "", "", sizes),
        Attribute.ofInts("axes", 2, 3),
        Attribute.ofString("mode", "linear"),
        Attribute.ofString("coordinate_transformation_mode", "half_pixel"));
  }

  private List<String> inputs(int index, String input, String... keys) {
    List<String> names = new ArrayList<>(List.of(input));
    for (String key : keys) {
      String name = NetworkBlocks.parameterName(index, key);
      Tensor tensor = weights.get(name);
      if (tensor == null) {
        throw new TrainerException("The network has no weights " + name);
      }
      names.add(graph.constant(name, tensor));
    }
    return names;
  }
}
