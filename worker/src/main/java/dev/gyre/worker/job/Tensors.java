package dev.gyre.worker.job;

import dev.gyre.onnx.DataType;
import dev.gyre.onnx.Tensor;
import dev.gyre.streams.array.NdArray;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Stored values as tensors. */
final class Tensors {

  private Tensors() {}

  static NdArray of(Map<String, NdArray> sample, String name) {
    return Objects.requireNonNull(sample.get(name), name);
  }

  /**
   * @param arrays at least one, all of one shape: height, width, and channels if there are several
   * @return of N, H, W, C; whole numbers without sign keep their bits
   */
  static Tensor stacked(DataType type, List<NdArray> arrays) {
    NdArray first = arrays.getFirst();
    long channels = first.rank() == 3 ? first.size(2) : 1;
    long[] shape = {arrays.size(), first.size(0), first.size(1), channels};
    return switch (type) {
      case UINT8 -> Tensor.ofUint8(bytes(arrays), shape);
      case INT16 -> Tensor.ofShorts(shorts(arrays), shape);
      case FP32 -> Tensor.ofFloats(floats(arrays), shape);
      default -> throw new IllegalArgumentException("No stream is stored as " + type);
    };
  }

  private static int length(List<NdArray> arrays) {
    return Math.multiplyExact(arrays.getFirst().length(), arrays.size());
  }

  private static byte[] bytes(List<NdArray> arrays) {
    byte[] all = new byte[length(arrays)];
    int at = 0;
    for (NdArray array : arrays) {
      for (int i = 0; i < array.length(); i++) {
        all[at++] = (byte) (int) array.at(i);
      }
    }
    return all;
  }

  private static short[] shorts(List<NdArray> arrays) {
    short[] all = new short[length(arrays)];
    int at = 0;
    for (NdArray array : arrays) {
      for (int i = 0; i < array.length(); i++) {
        all[at++] = (short) (int) array.at(i);
      }
    }
    return all;
  }

  private static float[] floats(List<NdArray> arrays) {
    float[] all = new float[length(arrays)];
    int at = 0;
    for (NdArray array : arrays) {
      for (int i = 0; i < array.length(); i++) {
        all[at++] = (float) array.at(i);
      }
    }
    return all;
  }
}
