package dev.gyre.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A picture, depth in millimetres and distances of single precision, as noise with holes. */
final class StreetStreams {
  static final StoredMeasure MILLIMETRES = new StoredMeasure("m", 0.001f, 0, 0f);
  static final StoredMeasure METRES = new StoredMeasure("m", 1, 0, null);

  private StreetStreams() {}

  static StreamInput rgb(@Nullable StoredResize resize) {
    return new StreamInput(
        "rgb",
        StoredForm.RGB,
        resize,
        StoredMeasure.PLAIN,
        1 / 255f,
        List.of(0.4f, 0.5f, 0.6f),
        List.of(0.2f, 0.3f, 0.25f),
        false);
  }

  static StreamInput depth(@Nullable StoredResize resize) {
    return new StreamInput(
        "depth", StoredForm.UINT16, resize, MILLIMETRES, 0.05f, List.of(0.5f), List.of(0.5f), true);
  }

  static StreamInput range(@Nullable StoredResize resize) {
    return new StreamInput(
        "range", StoredForm.FP32, resize, METRES, 1, List.of(10f), List.of(5f), true);
  }

  static Preprocessing fused() {
    return new Preprocessing(8, 12, false, List.of(rgb(null), depth(null)));
  }

  /** Noise of one size per stream; a tenth of the depth is missing. */
  static Map<String, Tensor> noise(long seed, int count, int height, int width) {
    Map<String, Tensor> all = new HashMap<>(pair(seed, count, height, width));
    all.put("range", metres(new Random(seed + 1), count, height + 2, width));
    return all;
  }

  static Map<String, Tensor> pair(long seed, int count, int height, int width) {
    Random random = new Random(seed);
    return Map.of(
        "rgb", pixels(random, count, height, width),
        "depth", millimetres(random, count, height + 1, width + 3));
  }

  private static Tensor pixels(Random random, int count, int height, int width) {
    byte[] bytes = new byte[count * height * width * 3];
    random.nextBytes(bytes);
    return Tensor.ofUint8(bytes, count, height, width, 3);
  }

  private static Tensor millimetres(Random random, int count, int height, int width) {
    short[] values = new short[count * height * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = (short) (random.nextInt(10) == 0 ? 0 : random.nextInt(65_536));
    }
    return Tensor.ofShorts(values, count, height, width, 1);
  }

  private static Tensor metres(Random random, int count, int height, int width) {
    float[] values = new float[count * height * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(10) == 0 ? Float.NaN : random.nextFloat() * 40;
    }
    return Tensor.ofFloats(values, count, height, width, 1);
  }
}
