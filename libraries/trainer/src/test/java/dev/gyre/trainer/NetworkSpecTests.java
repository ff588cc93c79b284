package dev.gyre.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkSpecTests {

  @Test
  void describesItselfInOneLine() {
    assertThat(NetworkSpec.smallClassifier(1, 8, 8, 10).text())
        .isEqualTo(
            "1x8x8 conv(16,3,1,1) bn relu pool(2,2) conv(32,3,1,1) bn relu pool(2,2)"
                + " flatten linear(64) relu dropout(0.1) linear(10)");
  }

  @Test
  void buildsSmallClassifiersForLargerImages() {
    NetworkSpec network = NetworkSpec.smallClassifier(3, 64, 96, 4);

    assertThat(network.classes()).isEqualTo(4);
    assertThat(network.inputSize()).isEqualTo(3 * 64 * 96);
  }

  @Test
  void refusesLayersThatDoNotFit() {
    assertThatThrownBy(() -> new NetworkSpec(1, 8, 8, List.of(new Layer.Linear(3))))
        .hasMessageContaining("put a Flatten before it");
    assertThatThrownBy(() ->
            new NetworkSpec(
                1,
                8,
                8,
                List.of(new Layer.MaxPool(9, 1), new Layer.Flatten(), new Layer.Linear(3))))
        .hasMessageContaining("pool(9,1) does not fit into 8 px");
    assertThatThrownBy(() -> new NetworkSpec(1, 8, 8, List.of(new Layer.Flatten())))
        .hasMessageContaining("last layer must be Linear");
  }
}
