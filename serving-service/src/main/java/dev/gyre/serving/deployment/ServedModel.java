package dev.gyre.serving.deployment;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.onnx.Dimension;
import dev.gyre.onnx.ModelPackage;
import dev.gyre.onnx.ModelSignature;
import dev.gyre.onnx.Parity;
import dev.gyre.onnx.RuntimeSession;
import dev.gyre.onnx.TensorSpec;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A model that gave its golden answers here and is warm. Safe for threads. */
sealed interface ServedModel extends AutoCloseable permits Classifier, Segmenter {

  /** Inputs, outputs and class names. */
  ModelSignature signature();

  /** Waits for runs under way. */
  @Override
  void close();

  /**
   * Reads a package, runs its golden cases and warms it up.
   *
   * @throws PlatformException with {@code UNSUPPORTED_MODEL} if it cannot be served
   * @throws dev.gyre.onnx.OnnxException if it is no package or does not load
   */
  static ServedModel open(byte[] file, int threads) {
    ModelPackage model = ModelPackage.read(file);
    requireNames(model.signature().classNames());
    if (Segmenter.isSegmenter(model.signature())) {
      List<TensorSpec> streams = Segmenter.streamsOf(model.signature());
      return new Segmenter(session(model, threads), model.signature(), streams);
    }
    InputSpec input = Classifier.inputOf(model.signature());
    return new Classifier(session(model, threads), model.signature(), input);
  }

  private static RuntimeSession session(ModelPackage model, int threads) {
    int warmUpRuns = 3;
    RuntimeSession session =
        RuntimeSession.open(model.onnx(), new RuntimeSession.Settings(threads));
    try {
      if (Parity.verify(session, model.goldenCases()) instanceof Parity.Deviates deviation) {
        throw unsupported("It does not give its golden answers here: " + deviation.message());
      }
      session.warmUp(model.goldenCases().getFirst().inputs(), warmUpRuns);
      return session;
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private static void requireNames(List<String> classNames) {
    Pattern printable = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1,200}");
    for (String name : classNames) {
      if (!printable.matcher(name).matches()) {
        throw unsupported(
            "Its class names must be 1 to 200 printable characters; one is '%s'"
                .formatted(name.replaceAll("\\p{Cntrl}", "?")));
      }
    }
  }

  /** The input or output of that name. */
  static Optional<TensorSpec> find(List<TensorSpec> specs, String name) {
    return specs.stream().filter(spec -> spec.name().equals(name)).findFirst();
  }

  /** The size that a dimension demands, if it demands one. */
  static @Nullable Long fixed(Dimension dimension) {
    return dimension instanceof Dimension.Fixed(long size) ? size : null;
  }

  static PlatformException unsupported(String detail) {
    return new PlatformException(ErrorCode.UNSUPPORTED_MODEL, detail);
  }
}
