package dev.gyre.trainer;

import dev.gyre.onnx.ImageClassifierGraph;
import dev.gyre.onnx.ModelGraph;
import dev.gyre.onnx.ModelPackage;
import dev.gyre.onnx.Parity;
import dev.gyre.onnx.Preprocessing;
import dev.gyre.onnx.RuntimeSession;
import dev.gyre.onnx.SegmenterGraph;
import dev.gyre.onnx.StreamInput;
import dev.gyre.onnx.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Turns a trained network into a model package. The golden cases start from stored values: plain
 * Java preprocesses them and the training engine runs the network. ONNX Runtime must then give the
 * same logits and answers, one by one and in batches, before a package is returned: floating values
 * within {@link Parity#RELATIVE_TOLERANCE} of the largest magnitude, classes wherever the two best
 * are further apart than that. Equal requests give equal bytes.
 */
public final class OnnxExporter {
  private static final long NOISE_SEED = 20_000_101L;

  /** One value in so many is missing in noise of streams that can lack values. */
  private static final int HOLES = 8;

  private OnnxExporter() {}

  /** Exports and proves; see {@link ExportResult}. */
  public static ExportResult export(ExportRequest request) {
    TrainedNetwork trained = request.network();
    ModelGraph graph = graph(request);
    ModelGraph.Body body =
        (builder, input) ->
            new NetworkGraph(builder, trained.weights()).append(trained.network(), input);
    List<Map<String, Tensor>> inputs = new ArrayList<>(request.goldenInputs());
    inputs.addAll(noise(request.preprocessing()));
    List<Tensor> images = inputs.stream().map(request.preprocessing()::apply).toList();
    GoldenCases golden = new GoldenCases(graph, inputs, trained.run(Tensor.concatenate(images)));
    Parity strict = verify(graph.buildWithLogits(body), golden);
    ModelPackage model = ModelPackage.of(graph.build(body), golden.shipped());
    return switch (strict.and(Parity.verify(model))) {
      case Parity.Agrees agrees -> new ExportResult.Exported(model, agrees);
      case Parity.Deviates deviates -> new ExportResult.Refused(deviates);
    };
  }

  private static ModelGraph graph(ExportRequest request) {
    NetworkSpec network = request.network().network();
    return switch (network.answer()) {
      case SAMPLE ->
          new ImageClassifierGraph(
              request.preprocessing(), request.classNames(), request.metadata());
      case PIXEL ->
          new SegmenterGraph(
              request.preprocessing(),
              request.classNames(),
              network.embeddingSize(),
              request.metadata());
    };
  }

  private static Parity verify(byte[] onnx, GoldenCases golden) {
    try (RuntimeSession session = RuntimeSession.open(onnx, RuntimeSession.Settings.DEFAULT)) {
      return Parity.verify(session, golden.strict());
    }
  }

  /**
   * Seeded noise, larger and smaller than the network's input: streams of exactly that size would
   * not notice a wrong resize.
   */
  private static List<Map<String, Tensor>> noise(Preprocessing preprocessing) {
    int height = preprocessing.heightPx();
    int width = preprocessing.widthPx();
    Random random = new Random(NOISE_SEED);
    List<Map<String, Tensor>> inputs = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      inputs.add(noise(random, preprocessing, 2 * height + 1, 2 * width + 3));
    }
    inputs.add(noise(random, preprocessing, height / 2 + 1, width / 2 + 1));
    return inputs;
  }

  private static Map<String, Tensor> noise(
      Random random, Preprocessing preprocessing, int height, int width) {
    Map<String, Tensor> noise = new HashMap<>();
    for (int i = 0; i < preprocessing.streams().size(); i++) {
      StreamInput stream = preprocessing.streams().get(i);
      // Streams of a sample need not have one size.
      noise.put(stream.name(), noise(random, stream, height + i, width + 2 * i));
    }
    return noise;
  }

  private static Tensor noise(Random random, StreamInput stream, int height, int width) {
    int count = height * width;
    return switch (stream.form()) {
      case GRAY, RGB -> {
        byte[] bytes = new byte[count * stream.form().channels()];
        random.nextBytes(bytes);
        yield Tensor.ofUint8(bytes, 1, height, width, stream.form().channels());
      }
      case UINT16 -> {
        short[] values = new short[count];
        Float invalid = stream.measure().invalid();
        int none = invalid == null ? -1 : invalid.intValue();
        for (int i = 0; i < count; i++) {
          boolean hole = none >= 0 && random.nextInt(HOLES) == 0;
          values[i] = (short) (hole ? none : random.nextInt(1 << 16));
        }
        yield Tensor.ofShorts(values, 1, height, width, 1);
      }
      case FP32 -> {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
          values[i] = random.nextInt(HOLES) == 0 ? Float.NaN : usual(random, stream);
        }
        yield Tensor.ofFloats(values, 1, height, width, 1);
      }
    };
  }

  /** A stored value that the network sees as one of mean 0 and deviation 1. */
  private static float usual(Random random, StreamInput stream) {
    float normal = (float) random.nextGaussian();
    float value =
        (normal * stream.standardDeviation().getFirst() + stream.mean().getFirst())
            / stream.scale();
    return (value - stream.measure().offset()) / stream.measure().scale();
  }
}
