package dev.gyre.serving;

import dev.gyre.onnx.Attribute;
import dev.gyre.onnx.GoldenCase;
import dev.gyre.onnx.ImageClassifierGraph;
import dev.gyre.onnx.ModelPackage;
import dev.gyre.onnx.PixelFormat;
import dev.gyre.onnx.Preprocessing;
import dev.gyre.onnx.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A linear classifier of brightness: dark is "dark", bright is "bright", one class is favoured. */
public final class TinyModel {

  public static final List<String> CLASSES = List.of("dark", "bright", "other");
  private static final int SIDE = 4;
  private static final int INPUTS = SIDE * SIDE;
  private static final Preprocessing PREPROCESSING =
      Preprocessing.unitRange(PixelFormat.GRAY, SIDE, SIDE);

  private final float[] weights = new float[CLASSES.size() * INPUTS];
  private final float[] bias = new float[CLASSES.size()];

  /**
   * @param favourite index of a class that wins whatever the picture; -1 for none
   */
  public TinyModel(int favourite) {
    Arrays.fill(weights, 0, INPUTS, -1f / INPUTS);
    Arrays.fill(weights, INPUTS, 2 * INPUTS, 1f / INPUTS);
    bias[0] = 1;
    bias[2] = -1;
    if (favourite >= 0) {
      bias[favourite] = 9;
    }
  }

  /** The package of a model that gives its golden answers. */
  public byte[] file() {
    return ModelPackage.of(onnx(), List.of(golden(40, 0), golden(200, 0))).toBytes();
  }

  /** The package of a model that does not. */
  public byte[] brokenFile() {
    return ModelPackage.of(onnx(), List.of(golden(40, 0.2f))).toBytes();
  }

  private byte[] onnx() {
    ImageClassifierGraph graph = new ImageClassifierGraph(PREPROCESSING, CLASSES, Map.of());
    return graph.build((builder, input) -> {
      String matrix = builder.constant("w", Tensor.ofFloats(weights, CLASSES.size(), INPUTS));
      String offset = builder.constant("b", Tensor.ofFloats(bias, CLASSES.size()));
      String flat = builder.node("Flatten", "flat", List.of(input), Attribute.ofInt("axis", 1));
      return builder.node(
          "Gemm", "scores", List.of(flat, matrix, offset), Attribute.ofInt("transB", 1));
    });
  }

  private GoldenCase golden(int value, float error) {
    byte[] bytes = new byte[INPUTS];
    Arrays.fill(bytes, (byte) value);
    Tensor image = Tensor.ofUint8(bytes, 1, SIDE, SIDE, 1);
    float[] pixels = PREPROCESSING.apply(image).toFloats();
    double[] powers = new double[CLASSES.size()];
    int best = 0;
    for (int k = 0; k < powers.length; k++) {
      double score = bias[k];
      for (int i = 0; i < INPUTS; i++) {
        score += weights[k * INPUTS + i] * pixels[i];
      }
      powers[k] = Math.exp(score);
      best = powers[k] > powers[best] ? k : best;
    }
    double sum = Arrays.stream(powers).sum();
    float[] probabilities = new float[powers.length];
    for (int k = 0; k < powers.length; k++) {
      probabilities[k] = (float) (powers[k] / sum) + error;
    }
    return GoldenCase.of(
        Map.of(ImageClassifierGraph.IMAGE, image),
        Map.of(
            ImageClassifierGraph.PROBABILITIES,
            Tensor.ofFloats(probabilities, 1, CLASSES.size()),
            ImageClassifierGraph.CLASS_INDEX,
            Tensor.ofLongs(new long[] {best}, 1)));
  }
}
