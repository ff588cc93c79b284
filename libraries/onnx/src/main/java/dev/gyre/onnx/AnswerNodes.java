package dev.gyre.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A model's graph around its network. */
final class AnswerNodes {
  private static final long UINT8 = 2;

  private AnswerNodes() {}

  static byte[] build(ModelGraph model, ModelGraph.Body body, boolean withLogits) {
    ModelSignature signature = model.signature();
    GraphBuilder graph = new GraphBuilder(name(model));
    String scores = body.appendTo(graph, model.preprocessing().appendTo(graph));
    String logits = graph.node("Identity", ModelGraph.LOGITS, List.of(scores));
    switch (model) {
      case ImageClassifierGraph _ -> classify(graph, logits);
      case SegmenterGraph _ -> segment(graph, logits);
    }
    signature.outputs().forEach(graph::output);
    if (withLogits) {
      graph.output(logits(model));
      return graph.build(model.metadata());
    }
    Map<String, String> all = new LinkedHashMap<>(model.metadata());
    all.put(ModelSignature.METADATA_KEY, signature.toJson());
    return graph.build(all);
  }

  /** What every model refuses. */
  static void require(
      Preprocessing preprocessing,
      List<String> classNames,
      Map<String, String> metadata,
      Set<String> outputs) {
    if (classNames.size() < 2) {
      throw new OnnxException("A model needs at least 2 classes, not " + classNames);
    }
    if (metadata.containsKey(ModelSignature.METADATA_KEY)) {
      throw new OnnxException("The metadata key " + ModelSignature.METADATA_KEY + " is reserved");
    }
    for (StreamInput stream : preprocessing.streams()) {
      if (outputs.contains(stream.name()) || stream.name().equals(ModelGraph.LOGITS)) {
        throw new OnnxException(
            "A stream cannot be named %s, as an output is: rename it".formatted(stream.name()));
      }
    }
  }

  private static String name(ModelGraph model) {
    return switch (model) {
      case ImageClassifierGraph _ -> "image_classifier";
      case SegmenterGraph _ -> "segmenter";
    };
  }

  private static TensorSpec logits(ModelGraph model) {
    List<Dimension> shape = new ArrayList<>();
    shape.add(Dimension.of("N"));
    shape.add(Dimension.of(model.classNames().size()));
    if (model instanceof SegmenterGraph) {
      shape.add(Dimension.of(model.preprocessing().heightPx()));
      shape.add(Dimension.of(model.preprocessing().widthPx()));
    }
    return new TensorSpec(ModelGraph.LOGITS, DataType.FP32, shape, "1", null, null);
  }

  private static void classify(GraphBuilder graph, String logits) {
    graph.node(
        "Softmax", ImageClassifierGraph.PROBABILITIES, List.of(logits), Attribute.ofInt("axis", 1));
    graph.node(
        "ArgMax",
        ImageClassifierGraph.CLASS_INDEX,
        List.of(logits),
        Attribute.ofInt("axis", 1),
        Attribute.ofInt("keepdims", 0));
  }

  private static void segment(GraphBuilder graph, String logits) {
    String best =
        graph.node(
            "ArgMax",
            "best",
            List.of(logits),
            Attribute.ofInt("axis", 1),
            Attribute.ofInt("keepdims", 0));
    graph.node("Cast", SegmenterGraph.CLASS_MAP, List.of(best), Attribute.ofInt("to", UINT8));
    String shares = graph.node("Softmax", "shares", List.of(logits), Attribute.ofInt("axis", 1));
    String map = reduced(graph, "ReduceMax", SegmenterGraph.CONFIDENCE_MAP, shares, 1);
    reduced(graph, "ReduceMean", SegmenterGraph.CONFIDENCE, map, 1, 2);
    reduced(graph, "ReduceMean", SegmenterGraph.EMBEDDING, SegmenterGraph.FEATURES, 2, 3);
  }

  private static String reduced(
      GraphBuilder graph, String operator, String output, String value, long... axes) {
    String constant = graph.constant(output + "_axes", Tensor.ofLongs(axes, axes.length));
    return graph.node(operator, output, List.of(value, constant), Attribute.ofInt("keepdims", 0));
  }
}
