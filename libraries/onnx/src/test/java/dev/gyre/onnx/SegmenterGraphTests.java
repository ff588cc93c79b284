package dev.gyre.onnx;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SegmenterGraphTests {
  private static final List<String> CLASSES = List.of("road", "car", "sky");

  /** Its scores are the picture's channels and its features all five. */
  private static final ModelGraph.Body COLOURS =
      (graph, input) -> {
        graph.node("Identity", SegmenterGraph.FEATURES, List.of(input));
        String from = graph.constant("from", Tensor.ofLongs(new long[] {0}, 1));
        String to = graph.constant("to", Tensor.ofLongs(new long[] {3}, 1));
        String axis = graph.constant("axis", Tensor.ofLongs(new long[] {1}, 1));
        return graph.node("Slice", "colours", List.of(input, from, to, axis));
      };

  private final SegmenterGraph graph =
      new SegmenterGraph(StreetStreams.fused(), CLASSES, 5, Map.of("run", "r-1"));

  @Test
  void answersEachPixelWithItsBestClass() {
    Map<String, Tensor> stored = StreetStreams.pair(3, 2, 20, 30);
    Tensor input = graph.preprocessing().apply(stored);

    Map<String, Tensor> outputs = run(graph.build(COLOURS), stored);

    assertThat(outputs.keySet()).isEqualTo(SegmenterGraph.outputNames());
    Tensor map = requireNonNull(outputs.get(SegmenterGraph.CLASS_MAP));
    Tensor confidence = requireNonNull(outputs.get(SegmenterGraph.CONFIDENCE_MAP));
    assertThat(map.shape()).containsExactly(2L, 8L, 12L);
    float[] values = input.toFloats();
    double sum = 0;
    for (int place = 0; place < 96; place++) {
      int best = Math.toIntExact((long) map.valueAt(place));
      double total = 0;
      for (int k = 0; k < 3; k++) {
        assertThat(values[best * 96 + place]).isGreaterThanOrEqualTo(values[k * 96 + place]);
        total += Math.exp(values[k * 96 + place]);
      }
      double share = Math.exp(values[best * 96 + place]) / total;
      assertThat(confidence.valueAt(place)).isCloseTo(share, within(1e-5));
      sum += share;
    }
    assertThat(requireNonNull(outputs.get(SegmenterGraph.CONFIDENCE)).valueAt(0))
        .isCloseTo(sum / 96, within(1e-5));
    assertThat(requireNonNull(outputs.get(SegmenterGraph.EMBEDDING)).shape())
        .containsExactly(2L, 5L);
  }

  @Test
  void declaresItsStreamsAndAnswersInTheSignature() {
    ModelSignature found =
        OnnxInspection.of(graph.build(COLOURS)).orThrow().signature().orElseThrow();

    assertThat(found).isEqualTo(graph.signature());
    assertThat(found.inputs()).extracting(TensorSpec::name).containsExactly("rgb", "depth");
    assertThat(found.classNames()).isEqualTo(CLASSES);
    assertThat(ModelSignature.fromJson(found.toJson())).isEqualTo(found);
  }

  @Test
  void showsLogitsForProofsAlone() {
    assertThat(run(graph.buildWithLogits(COLOURS), StreetStreams.pair(1, 1, 8, 12)))
        .containsKey(ModelGraph.LOGITS);
  }

  @Test
  void acceptsAnyClassWhereTwoAreTiedAndNoneElse() {
    Tensor expected = map(0, 1, SegmenterGraph.TIED);

    assertThat(compare(expected, map(0, 1, 2))).isInstanceOf(Parity.Agrees.class);
    assertThat(compare(expected, map(0, 2, 2)))
        .isInstanceOfSatisfying(
            Parity.Deviates.class, deviates -> assertThat(deviates.index()).isEqualTo(1));
  }

  @Test
  void refusesABodyWithoutFeatures() {
    assertThatThrownBy(
            () -> graph.build((nodes, input) -> nodes.node("Relu", "scores", List.of(input))))
        .hasMessageContaining("no value features");
  }

  @Test
  void refusesTooManyClassesAndTakenNames() {
    List<String> many = IntStream.range(0, 256).mapToObj(Integer::toString).toList();
    assertThatThrownBy(() -> new SegmenterGraph(StreetStreams.fused(), many, 5, Map.of()))
        .hasMessageContaining("at most 255 classes, not 256");
    StreamInput rgb = StreetStreams.rgb(null);
    StreamInput taken =
        new StreamInput(
            SegmenterGraph.CONFIDENCE,
            rgb.form(),
            null,
            rgb.measure(),
            1,
            rgb.mean(),
            rgb.standardDeviation(),
            false);
    assertThatThrownBy(() ->
            new SegmenterGraph(
                new Preprocessing(4, 4, false, List.of(taken)), CLASSES, 5, Map.of()))
        .hasMessageContaining("cannot be named confidence");
  }

  @Test
  void classifiersRefuseSeveralStreams() {
    assertThatThrownBy(() -> new ImageClassifierGraph(StreetStreams.fused(), CLASSES, Map.of()))
        .hasMessageContaining("one picture named image, not [rgb, depth]");
  }

  private static Parity compare(Tensor expected, Tensor actual) {
    return Parity.compare(
        Map.of(SegmenterGraph.CLASS_MAP, expected), Map.of(SegmenterGraph.CLASS_MAP, actual));
  }

  private static Tensor map(int... classes) {
    byte[] bytes = new byte[classes.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) classes[i];
    }
    return Tensor.ofUint8(bytes, 1, 1, classes.length);
  }

  private static Map<String, Tensor> run(byte[] onnx, Map<String, Tensor> stored) {
    try (RuntimeSession session = RuntimeSession.open(onnx, RuntimeSession.Settings.DEFAULT)) {
      return session.run(stored);
    }
  }
}
