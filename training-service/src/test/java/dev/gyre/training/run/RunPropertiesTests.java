package dev.gyre.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class RunPropertiesTests {

  @Test
  void hasSafeDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(new RunProperties(DataSize.ofMegabytes(1536), Duration.ofHours(12)));
  }

  @Test
  void readsItsNames() {
    assertThat(bind(Map.of("gyre.training.run.memory", "2GB", "gyre.training.run.timeout", "30m")))
        .isEqualTo(new RunProperties(DataSize.ofGigabytes(2), Duration.ofMinutes(30)));
  }

  @Test
  void namesAllThatIsWrong() {
    assertThatThrownBy(() -> new RunProperties(DataSize.ofMegabytes(1), Duration.ZERO))
        .hasMessageContaining("gyre.training.run.memory")
        .hasMessageContaining("gyre.training.run.timeout");
  }

  private static RunProperties bind(Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("gyre.training.run", RunProperties.class);
  }
}
