package dev.gyre.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.onnx.Tensor;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelledSamplesTests {

  @Test
  void collectsSamplesInOrder() {
    LabelledSamples samples =
        LabelledSamples.collect(
            List.of(
                    new LabelledSample(Tensor.ofFloats(new float[] {1, 2}, 1, 1, 2), 4),
                    new LabelledSample(Tensor.ofFloats(new float[] {3, 4}, 1, 1, 2), 5))
                .iterator());
    float[] target = new float[4];
    int[] labels = new int[2];

    samples.copyTo(1, 1, target, 2);
    samples.copyLabels(1, 1, labels, 1);

    assertThat(samples.size()).isEqualTo(2);
    assertThat(samples.places()).isEqualTo(1);
    assertThat(labels).containsExactly(0, 5);
    assertThat(target).containsExactly(0, 0, 3, 4);
    assertThat(LabelledSamples.collect(Collections.emptyIterator()).size()).isZero();
  }

  @Test
  void givesEachPixelALabel() {
    LabelledSamples samples =
        LabelledSamples.of(Tensor.ofFloats(new float[8], 2, 1, 2, 2), 0, 1, 2, 3, 4, 5, 6, 7);
    int[] labels = new int[4];

    samples.copyLabels(1, 0, labels, 0);

    assertThat(samples.places()).isEqualTo(4);
    assertThat(labels).containsExactly(4, 5, 6, 7);
  }

  @Test
  void refusesAnotherNumberOfLabels() {
    assertThatThrownBy(() -> LabelledSamples.of(Tensor.ofFloats(new float[2], 2, 1, 1, 1), 7))
        .hasMessageContaining("1 labels do not fit images of shape [2, 1, 1, 1]");
  }
}
