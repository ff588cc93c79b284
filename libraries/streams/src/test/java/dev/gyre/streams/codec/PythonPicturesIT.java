package dev.gyre.streams.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.infra.testsupport.Python;
import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.canonical.Sha256;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The formats as numpy and Pillow write and read them. */
class PythonPicturesIT {

  private final Codecs codecs = Codecs.standard();

  @TempDir Path folder;

  @Test
  void readsWhatNumpyAndPillowWrote() throws Exception {
    List<String> said = python("write");

    assertThat(said).hasSizeGreaterThan(40);
    for (String line : said) {
      String name = line.substring(0, line.indexOf(' '));
      assertThat(line(name, decode(name))).isEqualTo(line);
    }
  }

  @Test
  void readsLossyFilesAsPillowDoesWithinRounding() throws Exception {
    python("write");
    try (Stream<Path> files = Files.list(folder)) {
      List<String> near =
          files
              .map(file -> file.getFileName().toString())
              .filter(n -> n.startsWith("near-"))
              .toList();
      assertThat(near).hasSize(9);
      for (String name : near) {
        NdArray expected = decode(name);
        NdArray actual = decode(name.substring(5, name.length() - 4));
        assertThat(actual.shape()).as(name).isEqualTo(expected.shape());
        double sum = 0;
        for (int i = 0; i < actual.length(); i++) {
          sum += Math.abs(actual.at(i) - expected.at(i));
        }
        assertThat(sum / actual.length()).as(name).isLessThan(2);
      }
    }
  }

  @Test
  void writesWhatNumpyAndPillowRead() throws Exception {
    Random random = new Random(6);
    List<String> written = new ArrayList<>();
    for (ElementType type : ElementType.values()) {
      NdArray values = PictureCodecsTests.random(random, type, 5, 9);
      written.add(write("java-%s.npy".formatted(type.wireName()), new NpyCodec(), values));
    }
    NdArray floats = PictureCodecsTests.random(random, ElementType.FLOAT32, 5, 9);
    NdArray deep = PictureCodecsTests.random(random, ElementType.UINT16, 5, 9);
    NdArray colour = PictureCodecsTests.random(random, ElementType.UINT8, 5, 9, 3);
    written.add(write("java-float.tiff", new TiffCodec(), floats));
    written.add(write("java-deep.tiff", new TiffCodec(), deep));
    written.add(write("java-deep.png", new PngCodec(), deep));
    written.add(write("java-colour.tiff", new TiffCodec(), colour));
    written.add(write("java-colour.png", new PngCodec(), colour));

    assertThat(python("read")).containsExactlyInAnyOrderElementsOf(written);
  }

  private List<String> python(String what) throws URISyntaxException {
    Python python = Python.with("numpy", "PIL");
    Path script = Path.of(Objects.requireNonNull(getClass().getResource("pictures.py")).toURI());
    Python.Output output =
        python.run(
            folder,
            Duration.ofMinutes(1),
            Map.of("PYTHONWARNINGS", "ignore"),
            script.toString(),
            folder.toString(),
            what);
    assertThat(output.succeeded()).as(output.text()).isTrue();
    return output.text().lines().toList();
  }

  private String write(String name, Codec codec, NdArray values) throws IOException {
    Files.write(folder.resolve(name), codec.encode(values));
    return line(name, values);
  }

  private NdArray decode(String name) throws IOException {
    DecodeOptions options =
        name.startsWith("ids") ? DecodeOptions.STANDARD.forIds() : DecodeOptions.STANDARD;
    return switch (codecs.decode(Files.readAllBytes(folder.resolve(name)), options)) {
      case DecodedArray decoded -> decoded.values();
      case Refusal refusal -> throw new AssertionError(name + ": " + refusal);
    };
  }

  /** As the script says it. */
  private static String line(String name, NdArray values) {
    byte[] npy = new NpyCodec().encode(values);
    int size = values.length() * values.type().bytes();
    byte[] data = Arrays.copyOfRange(npy, npy.length - size, npy.length);
    String shape =
        Arrays.stream(values.shape()).mapToObj(String::valueOf).collect(Collectors.joining("x"));
    return "%s %s %s %s".formatted(name, values.type().wireName(), shape, Sha256.of(data));
  }
}
