package dev.gyre.onnx;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The whole graph of a model that gives a class to each pixel. Maps have the network's size; who
 * needs another one takes the nearest pixel. The body also names the value of its deepest layer
 * {@link #FEATURES}.
 *
 * @param preprocessing of one or several streams, compiled into the graph
 * @param classNames class names by index, at most 255: one index says that none is meant
 * @param embeddingSize channels of the deepest layer
 * @param metadata further entries of the ONNX metadata map, such as the run's id
 */
public record SegmenterGraph(
    Preprocessing preprocessing,
    List<String> classNames,
    int embeddingSize,
    Map<String, String> metadata)
    implements ModelGraph {

  /** Output: UINT8 of N, height, width; the index of each pixel's most probable class. */
  public static final String CLASS_MAP = "class_map";

  /** Output: FP32 of N, height, width; the probability of that class. */
  public static final String CONFIDENCE_MAP = "confidence_map";

  /** Output: FP32 of N; the mean of {@link #CONFIDENCE_MAP}. */
  public static final String CONFIDENCE = "confidence";

  /** Output: FP32 of N, D; the mean over all places of the deepest layer. */
  public static final String EMBEDDING = "embedding";

  /** FP32 of N, D, H, W: the deepest layer's value, which a body must define. */
  public static final String FEATURES = "features";

  /** In the class map of a golden case: two classes are tied here, so none is expected. */
  public static final int TIED = 255;

  private static final int MAX_CLASSES = TIED;

  /** Refuses a number of classes outside 2 to 255, and names that are taken. */
  public SegmenterGraph {
    classNames = List.copyOf(classNames);
    metadata = Map.copyOf(metadata);
    AnswerNodes.require(preprocessing, classNames, metadata, outputNames());
    if (classNames.size() > MAX_CLASSES) {
      throw new OnnxException(
          "A class map holds at most %d classes, not %d".formatted(MAX_CLASSES, classNames.size()));
    }
    if (embeddingSize < 1) {
      throw new OnnxException("An embedding has 1 value or more, not " + embeddingSize);
    }
  }

  @Override
  public ModelSignature signature() {
    Dimension batch = Dimension.of("N");
    List<Dimension> map =
        List.of(
            batch, Dimension.of(preprocessing.heightPx()), Dimension.of(preprocessing.widthPx()));
    ValueRange share = new ValueRange(0, 1);
    return new ModelSignature(
        preprocessing.inputs(),
        List.of(
            new TensorSpec(
                CLASS_MAP,
                DataType.UINT8,
                map,
                "1",
                null,
                new ValueRange(0, classNames.size() - 1)),
            new TensorSpec(CONFIDENCE_MAP, DataType.FP32, map, "1", null, share),
            new TensorSpec(CONFIDENCE, DataType.FP32, List.of(batch), "1", null, share),
            new TensorSpec(
                EMBEDDING,
                DataType.FP32,
                List.of(batch, Dimension.of(embeddingSize)),
                "1",
                null,
                null)),
        classNames);
  }

  /** Names of the shipped outputs. */
  public static Set<String> outputNames() {
    return Set.of(CLASS_MAP, CONFIDENCE_MAP, CONFIDENCE, EMBEDDING);
  }
}
