package dev.gyre.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreprocessingTests {

  @ParameterizedTest
  @CsvSource({
    "false, 6, 5", "false, 13, 17", "false, 3, 2", "false, 6, 11", "false, 1, 1", "false, 480, 640",
    "true, 6, 5", "true, 13, 17", "true, 3, 2", "true, 6, 11", "true, 3, 40", "true, 480, 640"
  })
  void graphAndJavaAgreeForAnyImageSize(boolean antialias, int height, int width) {
    Preprocessing preprocessing = withAntialias(antialias);
    Tensor images = TinyClassifier.images(height * 1000L + width, 2, height, width);

    Tensor expected = preprocessing.apply(images);

    assertThat(expected.shape()).containsExactly(2L, 3L, 6L, 5L);
    assertThat(Parity.compare(Map.of("x", expected), Map.of("x", runGraph(preprocessing, images))))
        .isInstanceOfSatisfying(
            Parity.Agrees.class, agrees -> assertThat(agrees.largest()).isLessThan(1e-5));
  }

  @Test
  void scalesAndNormalisesEachChannel() {
    Tensor white = Tensor.ofUint8(new byte[] {-1, -1, -1}, 1, 1, 1, 3);

    float[] values = withAntialias(false).apply(white).toFloats();

    assertThat(values[0]).isCloseTo(3.0f, within(1e-5f));
    assertThat(values[30]).isCloseTo(0.5f / 0.3f, within(1e-5f));
    assertThat(values[60]).isCloseTo(1.6f, within(1e-5f));
  }

  @Test
  void refusesAWrongNumberOfMeans() {
    assertThatThrownBy(() ->
            new Preprocessing(PixelFormat.RGB, 8, 8, false, 1, List.of(0f), List.of(1f, 1f, 1f)))
        .hasMessageContaining("RGB needs 3 means");
  }

  @Test
  void refusesImagesOfAnotherFormat() {
    assertThatThrownBy(() -> withAntialias(false).apply(Tensor.ofUint8(new byte[4], 1, 2, 2, 1)))
        .hasMessageContaining("UINT8[N, H, W, 3]");
  }

  private static Preprocessing withAntialias(boolean antialias) {
    Preprocessing base = TinyClassifier.PREPROCESSING;
    return new Preprocessing(base.heightPx(), base.widthPx(), antialias, base.streams());
  }

  private static Tensor runGraph(Preprocessing preprocessing, Tensor images) {
    return GraphRun.of(preprocessing, Map.of(ImageClassifierGraph.IMAGE, images));
  }
}
