package dev.gyre.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import dev.gyre.onnx.Tensor;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A network and its weights as plain values: nothing to close, safe to share between threads.
 *
 * @param weights FP32 tensors by name, running statistics included
 */
public record TrainedNetwork(NetworkSpec network, SortedMap<String, Tensor> weights) {

  /** Copies the map. */
  public TrainedNetwork {
    weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
  }

  /** Number of values in the weights. */
  public long parameterCount() {
    return weights.values().stream().mapToLong(Tensor::elementCount).sum();
  }

  /**
   * Runs the network in the training engine, in inference mode.
   *
   * @param images FP32 of N, C, H, W, already preprocessed
   * @return FP32 of N, K
   * @throws TrainerException if the weights do not fit the network
   */
  public Tensor logits(Tensor images) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NetworkBlocks blocks = new NetworkBlocks(network);
      blocks.initialize(manager);
      blocks.load(weights);
      NDArray input =
          manager.create(FloatBuffer.wrap(images.toFloats()), new Shape(images.dimensions()));
      NDArray output =
          blocks
              .block()
              .forward(new ParameterStore(manager, false), new NDList(input), false)
              .singletonOrThrow();
      return Tensor.ofFloats(output.toFloatArray(), output.getShape().getShape());
    }
  }
}
