package dev.gyre.infra.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.PlatformException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonbTests {

  record Shape(int widthPx, long sizeBytes, @Nullable String label, List<String> parts) {}

  @Test
  void comesBackAsItWent() {
    Shape shape = new Shape(3, Long.MAX_VALUE, null, List.of("é"));
    String text = String.valueOf(Jsonb.write(shape).getValue());
    assertThat(text)
        .contains("\"width_px\":3", "\"size_bytes\":\"9223372036854775807\"")
        .doesNotContain("label");
    assertThat(Jsonb.read(text, Shape.class)).isEqualTo(shape);
  }

  @Test
  void passesOverFieldsThatItDoesNotKnow() {
    assertThat(
            Jsonb.read("{\"width_px\":3,\"size_bytes\":1,\"parts\":[],\"later\":1}", Shape.class))
        .isEqualTo(new Shape(3, 1, null, List.of()));
  }

  @Test
  void refusesTheCharacterThatPostgresCannotStore() {
    assertThatThrownBy(() -> Jsonb.write(List.of("a\u0000b")))
        .isInstanceOf(PlatformException.class);
    assertThat(Jsonb.write(List.of("a\\u0000b")).getValue()).isEqualTo("[\"a\\\\u0000b\"]");
  }

  @Test
  void saysWhatStoredJsonIsNot() {
    assertThatThrownBy(() -> Jsonb.read("[1]", Shape.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Shape");
  }
}
