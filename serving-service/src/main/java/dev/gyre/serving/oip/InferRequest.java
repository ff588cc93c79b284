package dev.gyre.serving.oip;

import dev.gyre.onnx.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for inference.
 *
 * @param id echoed; absent if none was sent
 * @param image the only input
 * @param outputs that are wanted, in this order
 */
record InferRequest(@Nullable String id, Tensor image, List<Output> outputs) {

  InferRequest {
    outputs = List.copyOf(outputs);
  }

  /**
   * @param binary whether its values follow the JSON as bytes
   */
  record Output(String name, boolean binary) {}
}
