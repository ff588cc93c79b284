package dev.gyre.onnx;

import static dev.gyre.onnx.StoredResize.Rule.LINEAR;
import static dev.gyre.onnx.StoredResize.Rule.NEAREST_CENTRE;
import static dev.gyre.onnx.StoredResize.Rule.NEAREST_FLOOR;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FusedPreprocessingTests {

  @ParameterizedTest
  @CsvSource({"8, 12", "13, 17", "5, 7", "1, 1", "48, 64", "96, 160"})
  void graphAndJavaAgreeForStreamsOfAnySize(int height, int width) {
    Preprocessing preprocessing =
        new Preprocessing(
            8,
            12,
            false,
            List.of(StreetStreams.rgb(null), StreetStreams.depth(null), StreetStreams.range(null)));

    assertAgreement(preprocessing, StreetStreams.noise(height * 1000L + width, 2, height, width));
  }

  @ParameterizedTest
  @CsvSource({
    "LINEAR, 8, 12",
    "NEAREST_FLOOR, 8, 12",
    "LINEAR, 11, 7",
    "NEAREST_FLOOR, 5, 30",
    "LINEAR, 16, 24"
  })
  void repeatsTheSizeOfStoringFirst(StoredResize.Rule rule, int height, int width) {
    StoredResize depth = new StoredResize(height, width, NEAREST_CENTRE);
    Preprocessing preprocessing =
        new Preprocessing(
            8,
            12,
            false,
            List.of(
                StreetStreams.rgb(new StoredResize(height, width, rule)),
                StreetStreams.depth(depth),
                StreetStreams.range(depth)));

    for (int side : List.of(10, 23, 40, 97)) {
      assertAgreement(preprocessing, StreetStreams.noise(side, 2, side, side + 9));
    }
  }

  @Test
  void roundsToStoredValuesBitByBitAlsoWhereTwoAreAsNear() {
    // Halves and quarters of whole numbers: a third of the pixels lie between two.
    StreamInput half =
        new StreamInput(
            "image",
            StoredForm.GRAY,
            new StoredResize(32, 48, LINEAR),
            StoredMeasure.PLAIN,
            1,
            List.of(0f),
            List.of(1f),
            false);
    Preprocessing preprocessing = new Preprocessing(32, 48, false, List.of(half));
    for (int from : List.of(64, 96, 40, 33)) {
      Tensor image = TinyClassifier.images(from, 1, from, 3 * from);
      Tensor gray =
          new Tensor(DataType.UINT8, List.of(1L, (long) from, 9L * from, 1L), image.data());

      float[] graph = GraphRun.of(preprocessing, Map.of("image", gray)).toFloats();

      assertThat(graph).containsExactly(preprocessing.apply(gray).toFloats());
    }
  }

  @Test
  void takesDepthWithoutSignToMetresAndMasksWhatIsMissing() {
    Preprocessing preprocessing =
        new Preprocessing(1, 3, false, List.of(StreetStreams.depth(null)));
    // 60,000 mm, none, 10,000 mm.
    Tensor depth = Tensor.ofShorts(new short[] {(short) 60_000, 0, 10_000}, 1, 1, 3, 1);

    float[] values = GraphRun.of(preprocessing, Map.of("depth", depth)).toFloats();

    assertThat(values).hasSize(6);
    assertThat(values[0]).isCloseTo((60 * 0.05f - 0.5f) / 0.5f, within(1e-5f));
    assertThat(values[1]).isZero();
    assertThat(values[2]).isCloseTo(0, within(1e-6f));
    assertThat(new float[] {values[3], values[4], values[5]}).containsExactly(1, 0, 1);
    assertThat(values).containsExactly(preprocessing.apply(depth).toFloats());
  }

  @Test
  void neverMixesTwoDistances() {
    StreamInput plain =
        new StreamInput(
            "range",
            StoredForm.FP32,
            null,
            StoredMeasure.PLAIN,
            1,
            List.of(0f),
            List.of(1f),
            false);
    Preprocessing preprocessing = new Preprocessing(3, 5, false, List.of(plain));
    Tensor edges = Tensor.ofFloats(new float[] {2, 90, 2, 90}, 1, 2, 2, 1);

    for (float value : GraphRun.of(preprocessing, Map.of("range", edges)).toFloats()) {
      assertThat(value).isIn(2f, 90f);
    }
  }

  @Test
  void namesTheInputsAsTheirStreamsWithSizesOfTheirOwn() {
    List<TensorSpec> inputs = StreetStreams.fused().inputs();

    assertThat(inputs).extracting(TensorSpec::name).containsExactly("rgb", "depth");
    assertThat(inputs).extracting(TensorSpec::type).containsExactly(DataType.UINT8, DataType.INT16);
    assertThat(inputs).extracting(TensorSpec::unit).containsExactly("1", "10*-3.m");
    assertThat(inputs.getFirst().dimensions().get(1)).isEqualTo(Dimension.of("rgb_H"));
    assertThat(StreetStreams.fused().networkShape()).containsExactly(5L, 8L, 12L);
  }

  @Test
  void refusesWhatAGraphCannotSay() {
    assertThatThrownBy(() -> picture(StoredForm.GRAY, null, 0f))
        .hasMessageContaining("invalid value 0.0");
    assertThatThrownBy(() -> picture(StoredForm.GRAY, NEAREST_CENTRE, null))
        .hasMessageContaining("pictures are LINEAR or NEAREST_FLOOR");
    assertThatThrownBy(() -> picture(StoredForm.UINT16, LINEAR, null))
        .hasMessageContaining("all else NEAREST_CENTRE");
    assertThatThrownBy(() -> picture(StoredForm.FP32, NEAREST_FLOOR, null))
        .hasMessageContaining("all else NEAREST_CENTRE");
    assertThatThrownBy(() -> picture(StoredForm.UINT16, null, -1f))
        .hasMessageContaining("never is the invalid value -1.0");
    StreamInput twice = StreetStreams.rgb(null);
    assertThatThrownBy(() -> new Preprocessing(4, 4, false, List.of(twice, twice)))
        .hasMessageContaining("each stream once");
  }

  @Test
  void refusesMissingStreamsAndUnequalCounts() {
    Preprocessing fused = StreetStreams.fused();
    Map<String, Tensor> two = StreetStreams.pair(1, 2, 9, 9);
    Map<String, Tensor> three = StreetStreams.pair(1, 3, 9, 9);
    Tensor rgb = requireNonNull(two.get("rgb"));
    Tensor depth = requireNonNull(three.get("depth"));

    assertThatThrownBy(() -> fused.apply(Map.of("rgb", rgb)))
        .hasMessageContaining("Stream depth is missing");
    assertThatThrownBy(() -> fused.apply(Map.of("rgb", rgb, "depth", depth)))
        .hasMessageContaining("2 and 3 items");
    assertThatThrownBy(() -> fused.apply(rgb))
        .hasMessageContaining("takes [rgb, depth], not one stream");
  }

  private static void assertAgreement(Preprocessing preprocessing, Map<String, Tensor> stored) {
    Tensor expected = preprocessing.apply(stored);

    assertThat(
            Parity.compare(Map.of("x", expected), Map.of("x", GraphRun.of(preprocessing, stored))))
        .isInstanceOfSatisfying(
            Parity.Agrees.class, agrees -> assertThat(agrees.largest()).isLessThan(1e-5));
  }

  private static StreamInput picture(
      StoredForm form, StoredResize.@Nullable Rule rule, @Nullable Float invalid) {
    return new StreamInput(
        "image",
        form,
        rule == null ? null : new StoredResize(4, 4, rule),
        new StoredMeasure("1", 1, 0, invalid),
        1,
        List.of(0f),
        List.of(1f),
        false);
  }
}
