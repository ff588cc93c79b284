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
   * What the network gives.
   *
   * @param logits FP32 of N, K or N, K, H, W
   * @param embedding FP32 of N, D: the mean over all places of the deepest layer
   */
  public record Outputs(Tensor logits, Tensor embedding) {}

  /**
   * Runs the network in the training engine, in inference mode.
   *
   * @param images FP32 of N, C, H, W, already preprocessed
   * @throws TrainerException if the weights do not fit the network
   */
  public Outputs run(Tensor images) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NetworkBlocks blocks = new NetworkBlocks(network);
      blocks.initialize(manager);
      blocks.load(weights);
      NDArray input =
          manager.create(FloatBuffer.wrap(images.toFloats()), new Shape(images.dimensions()));
      NDList output =
          blocks.block().forward(new ParameterStore(manager, false), new NDList(input), false);
      NDArray deepest = output.get(1);
      boolean flat = deepest.getShape().dimension() == 2;
      return new Outputs(
          copy(output.get(0)),
          copy(flat ? deepest : deepest.mean(new int[] {3}).mean(new int[] {2})));
    }
  }

  private static Tensor copy(NDArray array) {
    return Tensor.ofFloats(array.toFloatArray(), array.getShape().getShape());
  }
}
