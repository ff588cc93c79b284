package dev.gyre.trainer;

import dev.gyre.onnx.GoldenCase;
import dev.gyre.onnx.ImageClassifierGraph;
import dev.gyre.onnx.ModelPackage;
import dev.gyre.onnx.Parity;
import dev.gyre.onnx.RuntimeSession;
import dev.gyre.onnx.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Turns a trained network into a model package. The golden cases start from raw bytes: plain Java
 * preprocesses them and the training engine runs the network. ONNX Runtime must then give the same
 * logits, probabilities and classes, one by one and in batches, before a package is returned. Equal
 * requests give equal bytes.
 */
public final class OnnxExporter {
  private static final long NOISE_SEED = 20_000_101L;

  private OnnxExporter() {}

  /** Exports and proves; see {@link ExportResult}. */
  public static ExportResult export(ExportRequest request) {
    TrainedNetwork trained = request.network();
    ImageClassifierGraph graph =
        new ImageClassifierGraph(request.preprocessing(), request.classNames(), request.metadata());
    ImageClassifierGraph.Body body =
        (builder, input) ->
            new NetworkGraph(builder, trained.weights()).append(trained.network(), input);
    List<Tensor> images = new ArrayList<>(request.goldenImages());
    images.addAll(noise(request));
    Tensor logits = logits(request, images);
    Parity strict = verifyLogits(graph.buildWithLogits(body), images, logits);
    ModelPackage model = ModelPackage.of(graph.build(body), shippedCases(images, logits));
    return switch (strict.and(Parity.verify(model))) {
      case Parity.Agrees agrees -> new ExportResult.Exported(model, agrees);
      case Parity.Deviates deviates -> new ExportResult.Refused(deviates);
    };
  }

  /**
   * Probabilities saturate and hide deviations, so the logits are compared too, in a graph that
   * differs only in showing them.
   */
  private static Parity verifyLogits(byte[] onnx, List<Tensor> images, Tensor logits) {
    try (RuntimeSession session = RuntimeSession.open(onnx, RuntimeSession.Settings.DEFAULT)) {
      return Parity.verify(session, cases(images, logits, true));
    }
  }

  private static List<GoldenCase> shippedCases(List<Tensor> images, Tensor logits) {
    return cases(images, logits, false);
  }

  private static List<GoldenCase> cases(List<Tensor> images, Tensor logits, boolean withLogits) {
    int classes = Math.toIntExact(logits.shape().getLast());
    List<GoldenCase> cases = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      Tensor row = logits.rows(i, i + 1);
      double[] probabilities = Softmax.of(row.toFloats(), 0, classes);
      float[] rounded = new float[classes];
      for (int k = 0; k < classes; k++) {
        rounded[k] = (float) probabilities[k];
      }
      Map<String, Tensor> outputs = new TreeMap<>();
      outputs.put(ImageClassifierGraph.PROBABILITIES, Tensor.ofFloats(rounded, 1, classes));
      long best = Softmax.largest(probabilities);
      outputs.put(ImageClassifierGraph.CLASS_INDEX, Tensor.ofLongs(new long[] {best}, 1));
      if (withLogits) {
        outputs.put(ImageClassifierGraph.LOGITS, row);
      }
      cases.add(GoldenCase.of(Map.of(ImageClassifierGraph.IMAGE, images.get(i)), outputs));
    }
    return cases;
  }

  private static Tensor logits(ExportRequest request, List<Tensor> images) {
    List<Tensor> inputs = images.stream().map(request.preprocessing()::apply).toList();
    return request.network().logits(Tensor.concatenate(inputs));
  }

  /**
   * Seeded noise, larger and smaller than the network's input: images of exactly that size would
   * not notice a wrong resize.
   */
  private static List<Tensor> noise(ExportRequest request) {
    int height = request.preprocessing().heightPx();
    int width = request.preprocessing().widthPx();
    int channels = request.preprocessing().pixelFormat().channels();
    Random random = new Random(NOISE_SEED);
    List<Tensor> images = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      images.add(noise(random, 2 * height + 1, 2 * width + 3, channels));
    }
    images.add(noise(random, height / 2 + 1, width / 2 + 1, channels));
    return images;
  }

  private static Tensor noise(Random random, int height, int width, int channels) {
    byte[] bytes = new byte[height * width * channels];
    random.nextBytes(bytes);
    return Tensor.ofUint8(bytes, 1, height, width, channels);
  }
}
