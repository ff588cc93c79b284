package dev.gyre.onnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The whole graph of an image classifier: raw bytes in, probabilities and class out.
 *
 * @param preprocessing compiled into the graph
 * @param classNames class names by index
 * @param metadata further entries of the ONNX metadata map, such as the run's id
 */
public record ImageClassifierGraph(
    Preprocessing preprocessing, List<String> classNames, Map<String, String> metadata) {

  /** Input: UINT8 of N, H, W, C; any N, H and W. */
  public static final String IMAGE = "image";

  /** Output: FP32 of N, K; each row sums to 1. */
  public static final String PROBABILITIES = "probabilities";

  /** Output: INT64 of N; the index of the most probable class. */
  public static final String CLASS_INDEX = "class_index";

  /** FP32 of N, K before softmax; an output only of {@link #buildWithLogits}. */
  public static final String LOGITS = "logits";

  /** Refuses fewer than two classes and a metadata entry in place of the signature. */
  public ImageClassifierGraph {
    classNames = List.copyOf(classNames);
    metadata = Map.copyOf(metadata);
    if (classNames.size() < 2) {
      throw new OnnxException("A classifier needs at least 2 classes, not " + classNames);
    }
    if (metadata.containsKey(ModelSignature.METADATA_KEY)) {
      throw new OnnxException("The metadata key " + ModelSignature.METADATA_KEY + " is reserved");
    }
  }

  /** The part between preprocessing and softmax. */
  @FunctionalInterface
  public interface Body {
    /** Appends nodes that turn FP32 N, C, H, W into FP32 N, K and returns the last value's name. */
    String appendTo(GraphBuilder graph, String input);
  }

  /** The ONNX file to ship, with its signature. */
  public byte[] build(Body body) {
    return build(body, false);
  }

  /** The same graph with the logits as a third output, for a strict parity check; not shipped. */
  public byte[] buildWithLogits(Body body) {
    return build(body, true);
  }

  /** Signature of {@link #build}. */
  public ModelSignature signature() {
    Dimension batch = Dimension.of("N");
    Dimension classes = Dimension.of(classNames.size());
    PixelFormat format = preprocessing.pixelFormat();
    TensorSpec image =
        new TensorSpec(
            IMAGE,
            DataType.UINT8,
            List.of(batch, Dimension.of("H"), Dimension.of("W"), Dimension.of(format.channels())),
            "1",
            format,
            new ValueRange(0, 255));
    TensorSpec probabilities =
        new TensorSpec(
            PROBABILITIES, DataType.FP32, List.of(batch, classes), "1", null, new ValueRange(0, 1));
    TensorSpec index =
        new TensorSpec(
            CLASS_INDEX,
            DataType.INT64,
            List.of(batch),
            "1",
            null,
            new ValueRange(0, classNames.size() - 1));
    return new ModelSignature(List.of(image), List.of(probabilities, index), classNames);
  }

  private byte[] build(Body body, boolean withLogits) {
    ModelSignature signature = signature();
    GraphBuilder graph = new GraphBuilder("image_classifier");
    String image = graph.input(signature.inputs().getFirst());
    String scores = body.appendTo(graph, preprocessing.appendTo(graph, image));
    String logits = graph.node("Identity", LOGITS, List.of(scores));
    graph.node("Softmax", PROBABILITIES, List.of(logits), Attribute.ofInt("axis", 1));
    graph.node(
        "ArgMax",
        CLASS_INDEX,
        List.of(logits),
        Attribute.ofInt("axis", 1),
        Attribute.ofInt("keepdims", 0));
    signature.outputs().forEach(graph::output);
    if (withLogits) {
      TensorSpec shape = signature.outputs().getFirst();
      graph.output(new TensorSpec(LOGITS, DataType.FP32, shape.dimensions(), "1", null, null));
      return graph.build(metadata);
    }
    Map<String, String> all = new LinkedHashMap<>(metadata);
    all.put(ModelSignature.METADATA_KEY, signature.toJson());
    return graph.build(all);
  }

  /** Names of the shipped outputs. */
  public static Set<String> outputNames() {
    return Set.of(PROBABILITIES, CLASS_INDEX);
  }
}
