package dev.gyre.onnx;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Inputs of one batch row and the outputs a right runtime gives for them, computed by something
 * other than that runtime. The first dimension of every tensor is the batch and has size 1.
 */
public record GoldenCase(SortedMap<String, Tensor> inputs, SortedMap<String, Tensor> outputs) {

  /** Copies the maps; refuses empty ones and tensors that are not one batch row. */
  public GoldenCase {
    inputs = rows(inputs);
    outputs = rows(outputs);
  }

  /** A case from maps in any order. */
  public static GoldenCase of(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
    return new GoldenCase(new TreeMap<>(inputs), new TreeMap<>(outputs));
  }

  private static SortedMap<String, Tensor> rows(SortedMap<String, Tensor> tensors) {
    if (tensors.isEmpty()) {
      throw new OnnxException("A golden case needs at least one input and one output");
    }
    tensors.forEach((name, tensor) -> {
      if (tensor.shape().isEmpty() || tensor.shape().getFirst() != 1) {
        throw new OnnxException(
            "Golden tensor %s has shape %s: give one batch row, 1 x ..."
                .formatted(name, tensor.shape()));
      }
    });
    return Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
  }
}
