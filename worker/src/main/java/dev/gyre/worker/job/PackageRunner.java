package dev.gyre.worker.job;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.onnx.Dimension;
import dev.gyre.onnx.ModelPackage;
import dev.gyre.onnx.ModelSignature;
import dev.gyre.onnx.Parity;
import dev.gyre.onnx.RuntimeSession;
import dev.gyre.onnx.Tensor;
import dev.gyre.onnx.TensorSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A model package, proven on this machine before it is used. */
final class PackageRunner implements AutoCloseable {

  private final ModelSignature signature;
  private final RuntimeSession session;

  private PackageRunner(ModelSignature signature, RuntimeSession session) {
    this.signature = signature;
    this.session = session;
  }

  /**
   * Loads the package and runs its golden cases.
   *
   * @param outputs that it must give
   * @param classes that it must have, in their order
   * @throws PlatformException with {@code UNSUPPORTED_MODEL} if it gives no such answers, {@code
   *     DEPENDENCY} if the runtime answers otherwise than the package says
   */
  static PackageRunner open(
      ModelPackage model, Set<String> outputs, List<String> classes, int threads) {
    ModelSignature signature = model.signature();
    List<String> given = signature.outputs().stream().map(TensorSpec::name).toList();
    if (!given.containsAll(outputs) || !signature.classNames().equals(classes)) {
      throw new PlatformException(
          ErrorCode.UNSUPPORTED_MODEL,
          "The package gives %s of the classes %s; needed are the outputs %s of %s"
              .formatted(given, signature.classNames(), outputs, classes));
    }
    RuntimeSession session =
        RuntimeSession.open(model.onnx(), new RuntimeSession.Settings(threads));
    if (Parity.verify(session, model.goldenCases()) instanceof Parity.Deviates deviates) {
      session.close();
      throw new PlatformException(
          ErrorCode.DEPENDENCY,
          "The runtime of this machine does not answer as the package says: " + deviates.message());
    }
    return new PackageRunner(signature, session);
  }

  /** The tensors that it takes. */
  List<TensorSpec> inputs() {
    return signature.inputs();
  }

  String className(int index) {
    return signature.classNames().get(index);
  }

  /** The wanted number of samples in a run, or the one that the model demands. */
  int batchSize(int wanted) {
    return inputs().getFirst().dimensions().getFirst() instanceof Dimension.Fixed(long size)
        ? Math.toIntExact(size)
        : wanted;
  }

  /** Runs a batch; all outputs by name. */
  Map<String, Tensor> run(Map<String, Tensor> inputs) {
    return session.run(inputs);
  }

  /** An output that the package was found to give. */
  static Tensor output(Map<String, Tensor> outputs, String name) {
    return Objects.requireNonNull(outputs.get(name), name);
  }

  @Override
  public void close() {
    session.close();
  }
}
