package dev.gyre.serving.deployment;

import static dev.gyre.onnx.ImageClassifierGraph.CLASS_INDEX;
import static dev.gyre.onnx.ImageClassifierGraph.IMAGE;
import static dev.gyre.onnx.ImageClassifierGraph.PROBABILITIES;

import dev.gyre.onnx.DataType;
import dev.gyre.onnx.Dimension;
import dev.gyre.onnx.ModelSignature;
import dev.gyre.onnx.PixelFormat;
import dev.gyre.onnx.RuntimeSession;
import dev.gyre.onnx.Tensor;
import dev.gyre.onnx.TensorSpec;
import java.util.Map;
import java.util.Set;

/** A model that gives one picture one class. */
final class Classifier implements ServedModel {

  private static final Set<PixelFormat> FORMATS =
      Set.of(PixelFormat.GRAY, PixelFormat.RGB, PixelFormat.BGR);

  private final RuntimeSession session;
  private final ModelSignature signature;
  private final InputSpec input;

  Classifier(RuntimeSession session, ModelSignature signature, InputSpec input) {
    this.session = session;
    this.signature = signature;
    this.input = input;
  }

  /** Outputs by name for UINT8 images of N, H, W, C. */
  Map<String, Tensor> run(Tensor images) {
    return session.run(Map.of(IMAGE, images));
  }

  @Override
  public ModelSignature signature() {
    return signature;
  }

  InputSpec input() {
    return input;
  }

  @Override
  public void close() {
    session.close();
  }

  /**
   * What pictures the model takes.
   *
   * @throws dev.gyre.api.PlatformException with {@code UNSUPPORTED_MODEL} if it takes anything
   *     else, or does not give probabilities and an index
   */
  static InputSpec inputOf(ModelSignature signature) {
    requireOutputs(signature);
    TensorSpec image = ServedModel.find(signature.inputs(), IMAGE).orElse(null);
    if (image == null
        || signature.inputs().size() != 1
        || image.type() != DataType.UINT8
        || image.dimensions().size() != 4) {
      throw ServedModel.unsupported(
          "It must have one input, 'image', UINT8 of N, H, W, C; it has " + signature.inputs());
    }
    PixelFormat format = image.pixelFormat();
    if (format == null
        || !FORMATS.contains(format)
        || !image.dimensions().get(3).equals(Dimension.of(format.channels()))) {
      throw ServedModel.unsupported(
          "Its image must be one of %s with as many channels; it is %s".formatted(FORMATS, image));
    }
    return new InputSpec(
        format,
        ServedModel.fixed(image.dimensions().get(1)),
        ServedModel.fixed(image.dimensions().get(2)));
  }

  private static void requireOutputs(ModelSignature signature) {
    TensorSpec scores = ServedModel.find(signature.outputs(), PROBABILITIES).orElse(null);
    TensorSpec index = ServedModel.find(signature.outputs(), CLASS_INDEX).orElse(null);
    int classes = signature.classNames().size();
    if (scores == null
        || scores.type() != DataType.FP32
        || scores.dimensions().size() != 2
        || classes < 2
        || !scores.dimensions().get(1).equals(Dimension.of(classes))
        || index == null
        || index.type() != DataType.INT64
        || index.dimensions().size() != 1) {
      throw ServedModel.unsupported(
          "It must give 'probabilities', FP32 of N and its %d classes, and 'class_index', INT64 of N; it gives %s"
              .formatted(classes, signature.outputs()));
    }
  }
}
