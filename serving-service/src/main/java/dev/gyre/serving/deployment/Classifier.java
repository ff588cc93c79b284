package dev.gyre.serving.deployment;

import static dev.gyre.onnx.ImageClassifierGraph.CLASS_INDEX;
import static dev.gyre.onnx.ImageClassifierGraph.IMAGE;
import static dev.gyre.onnx.ImageClassifierGraph.PROBABILITIES;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.onnx.DataType;
import dev.gyre.onnx.Dimension;
import dev.gyre.onnx.ModelPackage;
import dev.gyre.onnx.ModelSignature;
import dev.gyre.onnx.Parity;
import dev.gyre.onnx.PixelFormat;
import dev.gyre.onnx.RuntimeSession;
import dev.gyre.onnx.Tensor;
import dev.gyre.onnx.TensorSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An image classifier that gave its golden answers here and is warm. Safe for threads. */
final class Classifier implements AutoCloseable {

  private static final Set<PixelFormat> FORMATS =
      Set.of(PixelFormat.GRAY, PixelFormat.RGB, PixelFormat.BGR);
  private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1,200}");
  private static final int WARM_UP_RUNS = 3;

  private final RuntimeSession session;
  private final ModelSignature signature;
  private final InputSpec input;

  private Classifier(RuntimeSession session, ModelSignature signature, InputSpec input) {
    this.session = session;
    this.signature = signature;
    this.input = input;
  }

  /**
   * Reads a package, runs its golden cases and warms it up.
   *
   * @throws PlatformException with {@code UNSUPPORTED_MODEL} if it cannot be served
   * @throws dev.gyre.onnx.OnnxException if it is no package or does not load
   */
  static Classifier open(byte[] file, int threads) {
    ModelPackage model = ModelPackage.read(file);
    InputSpec input = inputOf(model.signature());
    requireNames(model.signature());
    requireOutputs(model.signature());
    RuntimeSession session =
        RuntimeSession.open(model.onnx(), new RuntimeSession.Settings(threads));
    try {
      if (Parity.verify(session, model.goldenCases()) instanceof Parity.Deviates deviation) {
        throw unsupported("It does not give its golden answers here: " + deviation.message());
      }
      session.warmUp(model.goldenCases().getFirst().inputs(), WARM_UP_RUNS);
      return new Classifier(session, model.signature(), input);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** Outputs by name for UINT8 images of N, H, W, C. */
  Map<String, Tensor> run(Tensor images) {
    return session.run(Map.of(IMAGE, images));
  }

  ModelSignature signature() {
    return signature;
  }

  InputSpec input() {
    return input;
  }

  /** Waits for runs under way. */
  @Override
  public void close() {
    session.close();
  }

  private static InputSpec inputOf(ModelSignature signature) {
    TensorSpec image = find(signature.inputs(), IMAGE).orElse(null);
    if (image == null
        || signature.inputs().size() != 1
        || image.type() != DataType.UINT8
        || image.dimensions().size() != 4) {
      throw unsupported(
          "It must have one input, 'image', UINT8 of N, H, W, C; it has " + signature.inputs());
    }
    PixelFormat format = image.pixelFormat();
    if (format == null
        || !FORMATS.contains(format)
        || !image.dimensions().get(3).equals(Dimension.of(format.channels()))) {
      throw unsupported(
          "Its image must be one of %s with as many channels; it is %s".formatted(FORMATS, image));
    }
    return new InputSpec(
        format, fixed(image.dimensions().get(1)), fixed(image.dimensions().get(2)));
  }

  private static void requireNames(ModelSignature signature) {
    for (String name : signature.classNames()) {
      if (!NAME.matcher(name).matches()) {
        throw unsupported(
            "Its class names must be 1 to 200 printable characters; one is '%s'"
                .formatted(name.replaceAll("\\p{Cntrl}", "?")));
      }
    }
  }

  private static void requireOutputs(ModelSignature signature) {
    TensorSpec scores = find(signature.outputs(), PROBABILITIES).orElse(null);
    TensorSpec index = find(signature.outputs(), CLASS_INDEX).orElse(null);
    int classes = signature.classNames().size();
    if (scores == null
        || scores.type() != DataType.FP32
        || scores.dimensions().size() != 2
        || classes < 2
        || !scores.dimensions().get(1).equals(Dimension.of(classes))
        || index == null
        || index.type() != DataType.INT64
        || index.dimensions().size() != 1) {
      throw unsupported(
          "It must give 'probabilities', FP32 of N and its %d classes, and 'class_index', INT64 of N; it gives %s"
              .formatted(classes, signature.outputs()));
    }
  }

  private static Optional<TensorSpec> find(List<TensorSpec> specs, String name) {
    return specs.stream().filter(spec -> spec.name().equals(name)).findFirst();
  }

  private static @Nullable Long fixed(Dimension dimension) {
    return dimension instanceof Dimension.Fixed(long size) ? size : null;
  }

  private static PlatformException unsupported(String detail) {
    return new PlatformException(ErrorCode.UNSUPPORTED_MODEL, detail);
  }
}
