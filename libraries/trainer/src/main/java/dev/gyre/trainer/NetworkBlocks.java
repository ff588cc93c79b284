package dev.gyre.trainer;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.ParameterList;
import dev.gyre.onnx.Tensor;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The engine's block of a network, with parameters under names of our own. */
final class NetworkBlocks {
  private final NetworkSpec network;
  private final LayeredBlock block;
  private final SortedMap<String, Parameter> parameters = new TreeMap<>();

  NetworkBlocks(NetworkSpec network) {
    this.network = network;
    block = new LayeredBlock(network);
    for (int i = 0; i < network.layers().size(); i++) {
      ParameterList direct = block.parametersOf(i);
      for (String key : direct.keys()) {
        parameters.put(parameterName(i, key), direct.get(key));
      }
    }
  }

  /** Name of a layer's parameter in weights, checkpoints and graphs. */
  static String parameterName(int layer, String key) {
    return "layer%02d.%s".formatted(layer, key);
  }

  LayeredBlock block() {
    return block;
  }

  /** Parameters, running statistics included, by name. */
  SortedMap<String, Parameter> parameters() {
    return Collections.unmodifiableSortedMap(parameters);
  }

  /** Shape of a batch. */
  Shape batchShape(long count) {
    return new Shape(count, network.channels(), network.heightPx(), network.widthPx());
  }

  /** Gives every parameter an array with initial values drawn from the engine's seed. */
  void initialize(NDManager manager) {
    block.initialize(manager, DataType.FLOAT32, batchShape(1));
  }

  /**
   * Overwrites the parameters. Must come after {@link #initialize} and before a trainer is made of
   * the block: a trainer keeps the arrays that it saw first.
   */
  void load(SortedMap<String, Tensor> weights) {
    if (!weights.keySet().equals(parameters.keySet())) {
      throw new TrainerException(
          "The weights are %s; the network has %s: they belong to another network"
              .formatted(weights.keySet(), parameters.keySet()));
    }
    weights.forEach((name, tensor) -> {
      Parameter parameter = parameters.get(name);
      if (parameter == null
          || !parameter.getArray().getShape().equals(new Shape(tensor.dimensions()))) {
        throw new TrainerException(
            "The weights %s have shape %s, which does not fit the network %s"
                .formatted(name, tensor.shape(), network.text()));
      }
      parameter.getArray().set(FloatBuffer.wrap(tensor.toFloats()));
    });
  }

  /** A copy of all parameters. */
  SortedMap<String, Tensor> snapshot() {
    SortedMap<String, Tensor> weights = new TreeMap<>();
    parameters.forEach((name, parameter) ->
        weights.put(
            name,
            Tensor.ofFloats(
                parameter.getArray().toFloatArray(), parameter.getArray().getShape().getShape())));
    return weights;
  }
}
