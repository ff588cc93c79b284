package dev.gyre.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A linear classifier with seeded weights, computed once by a graph and once by plain loops. */
final class TinyClassifier {
  static final List<String> CLASSES = List.of("cat", "dog", "owl");
  static final Preprocessing PREPROCESSING =
      new Preprocessing(
          PixelFormat.RGB,
          6,
          5,
          false,
          1 / 255f,
          List.of(0.4f, 0.5f, 0.6f),
          List.of(0.2f, 0.3f, 0.25f));
  private static final int INPUTS = 3 * 6 * 5;

  private final float[] weights = new float[CLASSES.size() * INPUTS];

  TinyClassifier() {
    Random random = new Random(7);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextGaussian() * 0.1f;
    }
  }

  ImageClassifierGraph graph() {
    return new ImageClassifierGraph(PREPROCESSING, CLASSES, Map.of("run", "r-1"));
  }

  String appendTo(GraphBuilder graph, String input) {
    String matrix = graph.constant("w", Tensor.ofFloats(weights, CLASSES.size(), INPUTS));
    String flat = graph.node("Flatten", "flat", List.of(input), Attribute.ofInt("axis", 1));
    return graph.node("Gemm", "scores", List.of(flat, matrix), Attribute.ofInt("transB", 1));
  }

  byte[] onnx() {
    return graph().build(this::appendTo);
  }

  ModelPackage pack() {
    return ModelPackage.of(onnx(), goldenCases());
  }

  List<GoldenCase> goldenCases() {
    List<GoldenCase> cases = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      cases.add(golden(images(20 + i, 1, 13, 17)));
    }
    cases.add(golden(images(30, 1, 4, 4)));
    return cases;
  }

  GoldenCase golden(Tensor image) {
    float[] pixels = PREPROCESSING.apply(image).toFloats();
    double[] exponentials = new double[CLASSES.size()];
    double sum = 0;
    int best = 0;
    for (int k = 0; k < exponentials.length; k++) {
      double score = 0;
      for (int i = 0; i < INPUTS; i++) {
        score += weights[k * INPUTS + i] * pixels[i];
      }
      exponentials[k] = Math.exp(score);
      sum += exponentials[k];
      best = exponentials[k] > exponentials[best] ? k : best;
    }
    float[] probabilities = new float[exponentials.length];
    for (int k = 0; k < probabilities.length; k++) {
      probabilities[k] = (float) (exponentials[k] / sum);
    }
    return GoldenCase.of(
        Map.of(ImageClassifierGraph.IMAGE, image),
        Map.of(
            ImageClassifierGraph.PROBABILITIES,
            Tensor.ofFloats(probabilities, 1, CLASSES.size()),
            ImageClassifierGraph.CLASS_INDEX,
            Tensor.ofLongs(new long[] {best}, 1)));
  }

  static Tensor images(long seed, int count, int height, int width) {
    byte[] bytes = new byte[count * height * width * 3];
    new Random(seed).nextBytes(bytes);
    return Tensor.ofUint8(bytes, count, height, width, 3);
  }
}
