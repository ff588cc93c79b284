package dev.gyre.trainer;

import dev.gyre.onnx.Preprocessing;
import dev.gyre.onnx.StoredForm;
import dev.gyre.onnx.StoredMeasure;
import dev.gyre.onnx.StreamInput;
import dev.gyre.onnx.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Pictures of 16 x 24 px with depth in millimetres: sky above, road below, a box on it that has the
 * road's colour and shows in depth alone. The first column says nothing.
 */
final class SyntheticStreets {
  static final int HEIGHT = 16;
  static final int WIDTH = 24;
  static final List<String> CLASSES = List.of("road", "sky", "box");
  static final Preprocessing PREPROCESSING =
      new Preprocessing(
          HEIGHT,
          WIDTH,
          false,
          List.of(
              new StreamInput(
                  "rgb",
                  StoredForm.RGB,
                  null,
                  StoredMeasure.PLAIN,
                  1 / 255f,
                  List.of(0.5f, 0.5f, 0.5f),
                  List.of(0.25f, 0.25f, 0.25f),
                  false),
              new StreamInput(
                  "depth",
                  StoredForm.UINT16,
                  null,
                  new StoredMeasure("m", 0.001f, 0, 0f),
                  0.1f,
                  List.of(0.6f),
                  List.of(0.25f),
                  true)));

  private final Random random;

  private SyntheticStreets(long seed) {
    random = new Random(seed);
  }

  /** Preprocessed samples with a class per pixel. */
  static LabelledSamples samples(long seed, int count) {
    List<Map<String, Tensor>> inputs = new ArrayList<>();
    int[] labels = new int[count * HEIGHT * WIDTH];
    SyntheticStreets streets = new SyntheticStreets(seed);
    for (int i = 0; i < count; i++) {
      int[] map = new int[HEIGHT * WIDTH];
      inputs.add(streets.draw(map));
      System.arraycopy(map, 0, labels, i * map.length, map.length);
    }
    return LabelledSamples.of(
        Tensor.concatenate(inputs.stream().map(PREPROCESSING::apply).toList()), labels);
  }

  /** Stored values by stream. */
  static List<Map<String, Tensor>> raw(long seed, int count) {
    SyntheticStreets streets = new SyntheticStreets(seed);
    List<Map<String, Tensor>> inputs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      inputs.add(streets.draw(new int[HEIGHT * WIDTH]));
    }
    return inputs;
  }

  private Map<String, Tensor> draw(int[] map) {
    int horizon = 4 + random.nextInt(4);
    int left = 1 + random.nextInt(14);
    int top = horizon + 1 + random.nextInt(4);
    byte[] colours = new byte[map.length * 3];
    short[] millimetres = new short[map.length];
    for (int i = 0; i < map.length; i++) {
      int x = i % WIDTH;
      int y = i / WIDTH;
      boolean box = x >= left && x < left + 8 && y >= top && y < top + 5;
      map[i] = box ? 2 : y < horizon ? 1 : 0;
      Arrays.fill(colours, i * 3, i * 3 + 3, (byte) noisy(map[i] == 1 ? 200 : 90, 12));
      int metres = map[i] == 1 ? 0 : box ? 4_000 : 9_000;
      millimetres[i] = (short) (metres == 0 ? 0 : noisy(metres, 300));
      map[i] = x == 0 ? LabelledSamples.IGNORED : map[i];
    }
    Map<String, Tensor> streams = new HashMap<>();
    streams.put("rgb", Tensor.ofUint8(colours, 1, HEIGHT, WIDTH, 3));
    streams.put("depth", Tensor.ofShorts(millimetres, 1, HEIGHT, WIDTH, 1));
    return streams;
  }

  private int noisy(int value, int deviation) {
    return value + (int) (random.nextGaussian() * deviation);
  }
}
