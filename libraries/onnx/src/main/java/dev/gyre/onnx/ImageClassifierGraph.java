package dev.gyre.onnx;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The whole graph of an image classifier: raw bytes in, probabilities and class out.
 *
 * @param preprocessing of the one stream {@link #IMAGE}, compiled into the graph
 * @param classNames class names by index
 * @param metadata further entries of the ONNX metadata map, such as the run's id
 */
public record ImageClassifierGraph(
    Preprocessing preprocessing, List<String> classNames, Map<String, String> metadata)
    implements ModelGraph {

  /** Input: UINT8 of N, H, W, C; any N, H and W. */
  public static final String IMAGE = Preprocessing.IMAGE;

  /** Output: FP32 of N, K; each row sums to 1. */
  public static final String PROBABILITIES = "probabilities";

  /** Output: INT64 of N; the index of the most probable class. */
  public static final String CLASS_INDEX = "class_index";

  /** Refuses fewer than two classes, a metadata entry in place of the signature, other streams. */
  public ImageClassifierGraph {
    classNames = List.copyOf(classNames);
    metadata = Map.copyOf(metadata);
    AnswerNodes.require(preprocessing, classNames, metadata, outputNames());
    StreamInput first = preprocessing.streams().getFirst();
    if (preprocessing.streams().size() != 1
        || !first.form().isPicture()
        || !first.name().equals(IMAGE)) {
      throw new OnnxException(
          "A classifier takes one picture named %s, not %s"
              .formatted(IMAGE, preprocessing.streams().stream().map(StreamInput::name).toList()));
    }
  }

  @Override
  public ModelSignature signature() {
    Dimension batch = Dimension.of("N");
    Dimension classes = Dimension.of(classNames.size());
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
    return new ModelSignature(preprocessing.inputs(), List.of(probabilities, index), classNames);
  }

  /** Names of the shipped outputs. */
  public static Set<String> outputNames() {
    return Set.of(PROBABILITIES, CLASS_INDEX);
  }
}
