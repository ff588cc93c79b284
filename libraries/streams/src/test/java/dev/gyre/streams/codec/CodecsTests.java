package dev.gyre.streams.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.gyre.streams.StreamKind;
import dev.gyre.streams.array.NdArray;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodecsTests {

  /** One byte, one value. */
  private record TableCodec(String name) implements Codec {
    @Override
    public String mediaType() {
      return "application/x-table";
    }

    @Override
    public boolean recognises(byte[] file) {
      return file.length > 0 && file[0] == 'T';
    }

    @Override
    public Probed probe(byte[] file, DecodeOptions options) {
      return ((DecodedArray) decode(file, options)).header();
    }

    @Override
    public Decoded decode(byte[] file, DecodeOptions options) {
      NdArray values = NdArray.uint8(new byte[] {file[1]}, 1);
      return new DecodedArray(new ArrayHeader(name, values.type(), List.of(1), 8), values);
    }

    @Override
    public byte[] encode(NdArray values) {
      return new byte[] {'T', values.bytes()[0]};
    }
  }

  @Test
  void findsACodecByNameAndType() {
    Codecs codecs = Codecs.of(new PngCodec()).with(new TableCodec("csv"));

    assertThat(codecs.find("png", PngCodec.class)).isPresent();
    assertThat(codecs.find("csv", PngCodec.class)).isEmpty();
    assertThat(codecs.find("none", Codec.class)).isEmpty();
    assertThat(codecs.names()).containsExactly("png", "csv");
  }

  @Test
  void decodesByTheFirstBytesAlsoWithACodecOfAnotherModule() {
    Codecs codecs = Codecs.standard().with(new TableCodec("table"));
    NdArray value = NdArray.uint8(new byte[] {7}, 1);

    assertThat(codecs.names()).containsExactly("png", "jpeg", "tiff", "webp", "npy", "table");
    for (String name : new String[] {"npy", "table"}) {
      byte[] file = codecs.find(name, Codec.class).orElseThrow().encode(value);
      assertThat(codecs.decode(file, DecodeOptions.STANDARD))
          .asInstanceOf(type(DecodedArray.class))
          .satisfies(decoded -> {
            assertThat(decoded.values()).isEqualTo(value);
            assertThat(decoded.header()).isEqualTo(codecs.probe(file, DecodeOptions.STANDARD));
            assertThat(decoded.header().codec()).isEqualTo(name);
          });
    }
  }

  @Test
  void tellsAForeignPictureFromNoFormat() {
    Codecs png = Codecs.of(new PngCodec());
    assertRefused(png, "GIF89a..", Refusal.Reason.UNSUPPORTED_FORMAT);
    assertRefused(png, "II*\0....", Refusal.Reason.UNSUPPORTED_FORMAT);
    assertRefused(png, "just text", Refusal.Reason.UNKNOWN_FORMAT);
    assertRefused(png, "", Refusal.Reason.TRUNCATED);
  }

  @Test
  void refusesASecondCodecOfTheSameName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Codecs.of(new TableCodec("csv"), new TableCodec("csv")))
        .withMessageContaining("csv");
    assertThatIllegalArgumentException().isThrownBy(() -> new StreamKind("Depth Map"));
  }

  private static void assertRefused(Codecs codecs, String file, Refusal.Reason reason) {
    assertThat(codecs.decode(file.getBytes(StandardCharsets.ISO_8859_1), DecodeOptions.STANDARD))
        .asInstanceOf(type(Refusal.class))
        .returns(reason, Refusal::reason);
  }
}
