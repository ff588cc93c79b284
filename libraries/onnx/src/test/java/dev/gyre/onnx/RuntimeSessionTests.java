package dev.gyre.onnx;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RuntimeSessionTests {
  private static final Map<String, Tensor> IMAGES =
      Map.of(ImageClassifierGraph.IMAGE, TinyClassifier.images(1, 3, 9, 9));

  @Test
  void answersEveryRowOfABatch() {
    try (RuntimeSession session = open(1)) {
      session.warmUp(IMAGES, 2);
      Map<String, Tensor> outputs = session.run(IMAGES);

      assertThat(outputs).containsOnlyKeys(ImageClassifierGraph.outputNames());
      assertThat(requireNonNull(outputs.get("probabilities")).shape()).containsExactly(3L, 3L);
      assertThat(requireNonNull(outputs.get("class_index")).type()).isEqualTo(DataType.INT64);
    }
  }

  @Test
  void givesEqualBitsFromManyThreads() throws Exception {
    try (RuntimeSession session = open(1);
        ExecutorService pool = Executors.newFixedThreadPool(4)) {
      Map<String, Tensor> expected = session.run(IMAGES);
      List<Future<Map<String, Tensor>>> answers = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        answers.add(pool.submit(() -> session.run(IMAGES)));
      }
      for (Future<Map<String, Tensor>> answer : answers) {
        assertThat(answer.get()).isEqualTo(expected);
      }
    }
  }

  @Test
  void refusesWrongInputsByName() {
    try (RuntimeSession session = open(2)) {
      assertThatThrownBy(() -> session.run(Map.of("picture", TinyClassifier.images(1, 1, 2, 2))))
          .hasMessageContaining("takes the inputs [image], not [picture]");
      assertThatThrownBy(
              () -> session.run(Map.of("image", Tensor.ofUint8(new byte[4], 1, 2, 2, 1))))
          .hasMessageContaining("Input image must be UINT8");
    }
  }

  @Test
  void refusesRunsAfterClose() {
    RuntimeSession session = open(1);
    session.close();
    session.close();

    assertThatThrownBy(() -> session.run(IMAGES)).hasMessageContaining("session is closed");
  }

  @Test
  void refusesToLoadWhatIsNoModel() {
    assertThatThrownBy(() -> RuntimeSession.open(new byte[] {1}, RuntimeSession.Settings.DEFAULT))
        .isInstanceOf(OnnxException.class)
        .hasMessageContaining("Not an ONNX model");
  }

  private static RuntimeSession open(int threads) {
    return RuntimeSession.open(new TinyClassifier().onnx(), new RuntimeSession.Settings(threads));
  }
}
