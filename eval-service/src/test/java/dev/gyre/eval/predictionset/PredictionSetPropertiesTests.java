package dev.gyre.eval.predictionset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class PredictionSetPropertiesTests {

  private static PredictionSetProperties bind(Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("gyre.eval.prediction-set", PredictionSetProperties.class);
  }

  @Test
  void hasSafeDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new PredictionSetProperties(DataSize.ofMegabytes(1024), Duration.ofHours(6), 64));
  }

  @Test
  void namesAllProblemsAtOnce() {
    assertThatThrownBy(() -> new PredictionSetProperties(DataSize.ofMegabytes(1), Duration.ZERO, 0))
        .hasMessageContaining("gyre.eval.prediction-set.memory")
        .hasMessageContaining("gyre.eval.prediction-set.timeout")
        .hasMessageContaining("gyre.eval.prediction-set.batch-size");
  }
}
