package dev.gyre.serving.deployment;

import dev.gyre.onnx.DataType;
import dev.gyre.onnx.Dimension;
import dev.gyre.onnx.ModelSignature;
import dev.gyre.onnx.PixelFormat;
import dev.gyre.onnx.RuntimeSession;
import dev.gyre.onnx.SegmenterGraph;
import dev.gyre.onnx.Tensor;
import dev.gyre.onnx.TensorSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A model that gives each pixel a class, from one stream or several. */
final class Segmenter implements ServedModel {

  private static final Set<PixelFormat> FORMATS =
      Set.of(PixelFormat.GRAY, PixelFormat.RGB, PixelFormat.BGR);

  /** A class index is one byte, and 255 stands for no class. */
  private static final int MOST_CLASSES = 255;

  private final RuntimeSession session;
  private final ModelSignature signature;
  private final List<TensorSpec> streams;

  Segmenter(RuntimeSession session, ModelSignature signature, List<TensorSpec> streams) {
    this.session = session;
    this.signature = signature;
    this.streams = List.copyOf(streams);
  }

  /** Whether a model of this signature is meant to give each pixel a class. */
  static boolean isSegmenter(ModelSignature signature) {
    return ServedModel.find(signature.outputs(), SegmenterGraph.CLASS_MAP).isPresent();
  }

  /**
   * The streams that the model takes.
   *
   * @throws dev.gyre.api.PlatformException with {@code UNSUPPORTED_MODEL} if inputs or outputs are
   *     others than {@link SegmenterGraph} tells
   */
  static List<TensorSpec> streamsOf(ModelSignature signature) {
    signature.inputs().forEach(Segmenter::requireStream);
    requireOutput(signature, SegmenterGraph.CLASS_MAP, DataType.UINT8, 3);
    requireOutput(signature, SegmenterGraph.CONFIDENCE_MAP, DataType.FP32, 3);
    requireOutput(signature, SegmenterGraph.CONFIDENCE, DataType.FP32, 1);
    int classes = signature.classNames().size();
    if (classes < 2 || classes > MOST_CLASSES) {
      throw ServedModel.unsupported(
          "It must name 2 to %d classes; it names %d".formatted(MOST_CLASSES, classes));
    }
    return signature.inputs();
  }

  /** Outputs by name for one row of each stream. */
  Map<String, Tensor> run(Map<String, Tensor> rows) {
    return session.run(rows);
  }

  List<TensorSpec> streams() {
    return streams;
  }

  @Override
  public ModelSignature signature() {
    return signature;
  }

  @Override
  public void close() {
    session.close();
  }

  private static void requireStream(TensorSpec stream) {
    PixelFormat format = stream.pixelFormat();
    boolean four = stream.dimensions().size() == 4;
    boolean picture =
        four
            && stream.type() == DataType.UINT8
            && format != null
            && FORMATS.contains(format)
            && stream.dimensions().get(3).equals(Dimension.of(format.channels()));
    boolean depth =
        four
            && (stream.type() == DataType.INT16 || stream.type() == DataType.FP32)
            && stream.dimensions().get(3).equals(Dimension.of(1));
    if (!picture && !depth) {
      throw ServedModel.unsupported(
          "Its input '%s' must be a picture (UINT8 of N, H, W, C and one of %s) or a map of depth (INT16 or FP32 of N, H, W, 1); it is %s"
              .formatted(stream.name(), FORMATS, stream));
    }
  }

  private static void requireOutput(
      ModelSignature signature, String name, DataType type, int rank) {
    TensorSpec output = ServedModel.find(signature.outputs(), name).orElse(null);
    if (output == null || output.type() != type || output.dimensions().size() != rank) {
      throw ServedModel.unsupported(
          "It must give '%s', %s of rank %d; it gives %s"
              .formatted(name, type, rank, signature.outputs()));
    }
  }
}
