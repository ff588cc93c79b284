package dev.gyre.worker.job;

import dev.gyre.onnx.Preprocessing;
import dev.gyre.onnx.StreamInput;
import dev.gyre.onnx.Tensor;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.preparation.PreparedSample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Stored values as the tensors that a model takes. */
final class StoredStreams {

  private StoredStreams() {}

  /**
   * The streams of one sample, each 1, H, W, C, by the names of the model's inputs; fills too.
   *
   * @param names of the prepared streams, in the order of the model's inputs
   */
  static Map<String, Tensor> tensors(
      Preprocessing preprocessing, List<String> names, PreparedSample sample) {
    Map<String, Tensor> tensors = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      StreamInput input = preprocessing.streams().get(i);
      tensors.put(input.name(), tensor(input, sample.stream(names.get(i))));
    }
    return tensors;
  }

  private static Tensor tensor(StreamInput input, NdArray stored) {
    int height = stored.size(0);
    int width = stored.size(1);
    return switch (input.form()) {
      case GRAY, RGB -> Tensor.ofUint8(stored.bytes(), 1, height, width, input.form().channels());
      case UINT16 -> Tensor.ofShorts(stored.shorts(), 1, height, width, 1);
      case FP32 -> Tensor.ofFloats(stored.floats(), 1, height, width, 1);
    };
  }
}
