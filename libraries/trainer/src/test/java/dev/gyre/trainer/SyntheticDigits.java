package dev.gyre.trainer;

import dev.gyre.onnx.PixelFormat;
import dev.gyre.onnx.Preprocessing;
import dev.gyre.onnx.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Ten drawn digits of 8 x 8 px, shifted, dimmed and covered with seeded noise. */
final class SyntheticDigits {
  static final List<String> CLASSES = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
  static final Preprocessing PREPROCESSING = Preprocessing.unitRange(PixelFormat.GRAY, 8, 8);
  private static final String[] GLYPHS = {
    "01110 10001 10001 10001 10001 10001 01110", "00100 01100 00100 00100 00100 00100 01110",
    "01110 10001 00001 00110 01000 10000 11111", "11110 00001 00001 01110 00001 00001 11110",
    "00010 00110 01010 10010 11111 00010 00010", "11111 10000 11110 00001 00001 10001 01110",
    "00110 01000 10000 11110 10001 10001 01110", "11111 00001 00010 00100 01000 01000 01000",
    "01110 10001 10001 01110 10001 10001 01110", "01110 10001 10001 01111 00001 00010 01100"
  };

  private final Random random;

  private SyntheticDigits(long seed) {
    random = new Random(seed);
  }

  /** Preprocessed samples, classes in turn. */
  static LabelledSamples samples(long seed, int count) {
    int[] labels = IntStream.range(0, count).map(i -> i % 10).toArray();
    return LabelledSamples.of(PREPROCESSING.apply(Tensor.concatenate(raw(seed, count))), labels);
  }

  /** Raw images, each UINT8 of 1, 8, 8, 1. */
  static List<Tensor> raw(long seed, int count) {
    SyntheticDigits digits = new SyntheticDigits(seed);
    List<Tensor> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(Tensor.ofUint8(digits.draw(i % 10), 1, 8, 8, 1));
    }
    return images;
  }

  private byte[] draw(int digit) {
    int left = random.nextInt(4);
    int top = random.nextInt(2);
    int ink = 150 + random.nextInt(90);
    byte[] pixels = new byte[64];
    for (int y = 0; y < 8; y++) {
      for (int x = 0; x < 8; x++) {
        int row = y - top;
        int column = x - left;
        boolean inked =
            row >= 0
                && row < 7
                && column >= 0
                && column < 5
                && GLYPHS[digit].charAt(row * 6 + column) == '1';
        int value = (inked ? ink : 20) + (int) (random.nextGaussian() * 20);
        pixels[y * 8 + x] = (byte) Math.clamp(value, 0, 255);
      }
    }
    return pixels;
  }
}
