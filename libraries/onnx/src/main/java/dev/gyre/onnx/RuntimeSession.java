package dev.gyre.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A model loaded into ONNX Runtime on the CPU.
 *
 * <p>Thread-safe: any number of threads may call {@link #run} at once. {@link #close} waits for the
 * runs under way, then frees the native memory; it may be repeated, and a run after it is refused.
 * The version in use (1.28) sends no telemetry and writes no files except its own native library,
 * which it unpacks into the temporary folder unless {@code onnxruntime.native.path} names one.
 */
public final class RuntimeSession implements AutoCloseable {

  /**
   * How to run.
   *
   * @param intraOpThreads threads within one run, at least 1; 1 means the calling thread alone.
   *     Waiting threads sleep, they do not spin.
   */
  public record Settings(int intraOpThreads) {
    /** One thread, right for shared hosts and small models. */
    public static final Settings DEFAULT = new Settings(1);

    /** Refuses fewer than one thread. */
    public Settings {
      if (intraOpThreads < 1) {
        throw new OnnxException("A session needs at least 1 thread, not " + intraOpThreads);
      }
    }
  }

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final OnnxInspection.Inspected facts;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  private RuntimeSession(
      OrtEnvironment environment, OrtSession session, OnnxInspection.Inspected facts) {
    this.environment = environment;
    this.session = session;
    this.facts = facts;
  }

  /**
   * Loads a model. The file is inspected first; see {@link OnnxInspection} for what is refused.
   *
   * @throws OnnxException if the model cannot be loaded
   */
  public static RuntimeSession open(byte[] onnx, Settings settings) {
    OnnxInspection.Inspected facts = OnnxInspection.of(onnx).orThrow();
    OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "gyre");
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(settings.intraOpThreads());
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.addConfigEntry("session.inter_op.allow_spinning", "0");
      return new RuntimeSession(environment, environment.createSession(onnx, options), facts);
    } catch (OrtException e) {
      throw new OnnxException("ONNX Runtime cannot load the model: " + e.getMessage(), e);
    }
  }

  /** What the model's file declares. */
  public OnnxInspection.Inspected facts() {
    return facts;
  }

  /** The signature that the model carries; foreign models may have none. */
  public Optional<ModelSignature> signature() {
    return facts.signature();
  }

  /**
   * Runs the model once and returns all outputs by name, in the model's order.
   *
   * @throws OnnxException if inputs are missing, unknown or of a wrong type or shape, or if the
   *     session is closed
   */
  public Map<String, Tensor> run(Map<String, Tensor> inputs) {
    requireInputs(inputs);
    lock.readLock().lock();
    try {
      if (closed) {
        throw new OnnxException("The session is closed: open another one");
      }
      return runOpen(inputs);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Runs the model {@code times} times, so that later runs find memory and code in place. */
  public void warmUp(Map<String, Tensor> inputs, int times) {
    for (int i = 0; i < times; i++) {
      Map<String, Tensor> _ = run(inputs);
    }
  }

  /** Waits for the runs under way and frees the native memory. May be repeated. */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        session.close();
      }
    } catch (OrtException e) {
      throw new OnnxException("ONNX Runtime cannot close the session: " + e.getMessage(), e);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private Map<String, Tensor> runOpen(Map<String, Tensor> inputs) {
    Map<String, OnnxTensor> natives = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
        natives.put(input.getKey(), toNative(input.getValue()));
      }
      try (OrtSession.Result result = session.run(natives)) {
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        for (Map.Entry<String, OnnxValue> output : result) {
          outputs.put(output.getKey(), fromNative(output.getKey(), output.getValue()));
        }
        return outputs;
      }
    } catch (OrtException e) {
      throw new OnnxException("ONNX Runtime cannot run the model: " + e.getMessage(), e);
    } finally {
      natives.values().forEach(OnnxTensor::close);
    }
  }

  private OnnxTensor toNative(Tensor tensor) throws OrtException {
    ByteBuffer direct =
        ByteBuffer.allocateDirect(tensor.byteCount()).order(ByteOrder.nativeOrder());
    direct.put(tensor.data()).flip();
    return OnnxTensor.createTensor(
        environment, direct, tensor.dimensions(), tensor.type().runtimeType());
  }

  private static Tensor fromNative(String name, OnnxValue value) {
    if (!(value instanceof OnnxTensor tensor)) {
      throw new OnnxException("Output %s is not a tensor but %s".formatted(name, value.getType()));
    }
    DataType type =
        DataType.ofRuntimeType(tensor.getInfo().type)
            .orElseThrow(() ->
                new OnnxException(
                    "Output %s has type %s: cast it inside the graph to one of %s"
                        .formatted(name, tensor.getInfo().type, List.of(DataType.values()))));
    List<Long> shape = Arrays.stream(tensor.getInfo().getShape()).boxed().toList();
    return new Tensor(type, shape, tensor.getByteBuffer());
  }

  private void requireInputs(Map<String, Tensor> inputs) {
    List<String> names = facts.inputs().stream().map(OnnxInspection.Value::name).toList();
    if (names.size() != inputs.size() || !inputs.keySet().containsAll(names)) {
      throw new OnnxException(
          "The model takes the inputs %s, not %s".formatted(names, inputs.keySet()));
    }
    for (OnnxInspection.Value declared : facts.inputs()) {
      Tensor given = inputs.get(declared.name());
      if (given != null && !accepts(declared, given)) {
        throw new OnnxException(
            "Input %s must be %s%s, not %s%s"
                .formatted(
                    declared.name(),
                    declared.elementType(),
                    declared.dimensions(),
                    given.type(),
                    given.shape()));
      }
    }
  }

  private static boolean accepts(OnnxInspection.Value declared, Tensor given) {
    return new TensorSpec(
            declared.name(),
            DataType.valueOf(declared.elementType()),
            declared.dimensions(),
            "1",
            null,
            null)
        .accepts(given);
  }
}
