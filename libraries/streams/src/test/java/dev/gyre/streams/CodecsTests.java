package dev.gyre.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gyre.streams.image.ImageCodec;
import dev.gyre.streams.image.ImageIoCodec;
import org.junit.jupiter.api.Test;

class CodecsTests {

  private record TableCodec(String name) implements Codec {
    @Override
    public StreamKind kind() {
      return new StreamKind("table");
    }
  }

  @Test
  void findsACodecByNameAndType() {
    Codecs codecs = Codecs.of(new ImageIoCodec()).with(new TableCodec("csv"));

    assertThat(codecs.find("image-io", ImageCodec.class)).isPresent();
    assertThat(codecs.find("csv", ImageCodec.class)).isEmpty();
    assertThat(codecs.find("none", Codec.class)).isEmpty();
    assertThat(codecs.names()).containsExactlyInAnyOrder("image-io", "csv");
  }

  @Test
  void refusesASecondCodecOfTheSameName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Codecs.of(new TableCodec("csv"), new TableCodec("csv")))
        .withMessageContaining("csv");
    assertThatIllegalArgumentException().isThrownBy(() -> new StreamKind("Depth Map"));
  }
}
