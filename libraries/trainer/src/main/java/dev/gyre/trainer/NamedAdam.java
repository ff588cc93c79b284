package dev.gyre.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.optimizer.Optimizer;
import dev.gyre.onnx.Tensor;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Adam whose moments have the parameters' names, so that they can be written and read back. The
 * engine's own keeps them private and under ids that are random in every process.
 */
final class NamedAdam extends Optimizer {
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-8f;

  private final float learningRate;
  private final Map<String, NDArray> first = new HashMap<>();
  private final Map<String, NDArray> second = new HashMap<>();
  private final SortedMap<String, String> idsByName = new TreeMap<>();
  private long steps;

  NamedAdam(float learningRate) {
    super(new Settings());
    this.learningRate = learningRate;
  }

  /** Makes zero moments; call it once the trainer is initialised. */
  void bind(SortedMap<String, Parameter> parameters, NDManager manager) {
    parameters.forEach((name, parameter) -> {
      if (parameter.requiresGradient()) {
        Shape shape = parameter.getArray().getShape();
        idsByName.put(name, parameter.getId());
        first.put(parameter.getId(), manager.zeros(shape));
        second.put(parameter.getId(), manager.zeros(shape));
      }
    });
  }

  /** Must precede each step of the trainer. */
  void beginStep() {
    steps++;
  }

  /** Overwrites moments and step count with those of a checkpoint. */
  void load(SortedMap<String, Tensor> moments, long stepsDone) {
    idsByName.forEach((name, id) -> {
      load(first, id, moments, "m." + name);
      load(second, id, moments, "v." + name);
    });
    steps = stepsDone;
  }

  /** A copy of the moments, as {@code m.<parameter>} and {@code v.<parameter>}. */
  SortedMap<String, Tensor> snapshot() {
    SortedMap<String, Tensor> moments = new TreeMap<>();
    idsByName.forEach((name, id) -> {
      moments.put("m." + name, copy(get(first, id)));
      moments.put("v." + name, copy(get(second, id)));
    });
    return moments;
  }

  @Override
  public void update(String parameterId, NDArray weight, NDArray gradient) {
    double t = (double) steps;
    double correction = Math.sqrt(1 - Math.pow(BETA2, t)) / (1 - Math.pow(BETA1, t));
    weight
        .getNDArrayInternal()
        .adamUpdate(
            new NDList(weight, gradient, get(first, parameterId), get(second, parameterId)),
            new NDList(weight),
            learningRate,
            (float) (learningRate * correction),
            0,
            rescaleGrad,
            -1,
            BETA1,
            BETA2,
            EPSILON,
            true,
            false);
  }

  private static void load(
      Map<String, NDArray> arrays, String id, SortedMap<String, Tensor> moments, String name) {
    Tensor moment = moments.get(name);
    NDArray array = get(arrays, id);
    if (moment == null || !array.getShape().equals(new Shape(moment.dimensions()))) {
      throw new TrainerException(
          "The checkpoint's optimiser state %s is missing or has another shape".formatted(name));
    }
    array.set(FloatBuffer.wrap(moment.toFloats()));
  }

  private static Tensor copy(NDArray array) {
    return Tensor.ofFloats(array.toFloatArray(), array.getShape().getShape());
  }

  private static NDArray get(Map<String, NDArray> arrays, String id) {
    NDArray array = arrays.get(id);
    if (array == null) {
      throw new IllegalStateException("No Adam state for parameter " + id);
    }
    return array;
  }

  private static final class Settings extends OptimizerBuilder<Settings> {
    private Settings() {
      setRescaleGrad(1);
    }

    @Override
    protected Settings self() {
      return this;
    }
  }
}
