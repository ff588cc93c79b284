package dev.gyre.streams.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.infra.testsupport.Python;
import dev.gyre.streams.StreamKind;
import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.canonical.Sha256;
import dev.gyre.streams.codec.Codecs;
import dev.gyre.streams.codec.NpyCodec;
import dev.gyre.streams.declaration.Form;
import dev.gyre.streams.declaration.Measure;
import dev.gyre.streams.declaration.StreamDeclaration;
import dev.gyre.streams.image.Image;
import dev.gyre.streams.image.Pictures;
import dev.gyre.streams.shard.Shard;
import dev.gyre.streams.shard.ShardLimits;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads our shards with the webdataset library. Needs {@code webdataset} and {@code pillow}. */
class WebDatasetReaderIT {

  @TempDir Path folder;

  @Test
  void isReadByTheWebDatasetLibrary() throws Exception {
    Python python = Python.with("webdataset", "PIL");

    PreparationSpec spec =
        new PreparationSpec(
            Colour.RGB, new Resize.None(), ModelInput.unit(Colour.RGB), List.of("cat", "dog"));
    PreparationReport report =
        new PreparationRun(spec, RunSettings.STANDARD.with(new ShardLimits(3, 1 << 20)))
            .run(PreparationRunTests.sound(9).iterator(), folder, PreparationProgress.none());
    Stream<String> shards =
        report.shards().stream().map(shard -> folder.resolve(shard.name()).toString());
    Python.Output output =
        python.run(
            folder,
            Duration.ofMinutes(1),
            Map.of(),
            Stream.concat(Stream.of(resource("read_shards.py").toString()), shards)
                .toArray(String[]::new));

    assertThat(output.succeeded()).as(output.text()).isTrue();
    assertThat(output.text().lines().toList())
        .containsExactlyElementsOf(
            List.of(0, 1, 3, 4, 6, 7, 2, 5, 8).stream().map(this::line).toList());
  }

  /** Colours, depth of 16 bits and as floats, a pose and labels, value by value. */
  @Test
  void readsTheValuesOfSeveralStreamsAsWeDo() throws Exception {
    Python python = Python.with("webdataset", "PIL", "numpy");
    PreparedStream range =
        PreparedStream.of(
            StreamDeclaration.of(
                "range", StreamKind.DEPTH, Form.picture(ElementType.FLOAT32, 1), Measure.PLAIN));
    PreparationSpec spec =
        StreetSamples.spec(
            List.of(
                StreetSamples.RGB,
                StreetSamples.DEPTH,
                range,
                StreetSamples.POSE,
                StreetSamples.SEG),
            StreetSamples.GEOMETRY);
    List<InputSample> samples = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      float[] metres = new float[StreetSamples.HEIGHT * StreetSamples.WIDTH];
      for (int at = 0; at < metres.length; at++) {
        metres[at] = at % 5 == 0 ? Float.NaN : i + at / 7f;
      }
      NdArray array = NdArray.float32(metres, StreetSamples.HEIGHT, StreetSamples.WIDTH);
      samples.add(
          StreetSamples.with(StreetSamples.sample(i), "range", InputItem.of("range-" + i, array)));
    }
    PreparationReport report =
        new PreparationRun(spec, RunSettings.STANDARD)
            .run(samples.iterator(), folder, PreparationProgress.none());
    assertThat(report.outputs()).isEqualTo(12);

    List<String> arguments = new ArrayList<>(List.of(resource("read_streams.py").toString()));
    List<String> expected = new ArrayList<>();
    for (Shard shard : report.shards()) {
      Path file = folder.resolve(shard.name());
      arguments.add(file.toString());
      try (PreparedReader reader = PreparedReader.open(file, spec, Codecs.standard())) {
        Optional<PreparedSample> sample = reader.next();
        while (sample.isPresent()) {
          expected.add(line(sample.get()));
          sample = reader.next();
        }
      }
    }
    Python.Output output =
        python.run(folder, Duration.ofMinutes(1), Map.of(), arguments.toArray(String[]::new));
    assertThat(output.succeeded()).as(output.text()).isTrue();
    assertThat(output.text().lines().toList()).containsExactlyElementsOf(expected);
  }

  private static String line(PreparedSample sample) {
    String key = sample.shardKey();
    StringBuilder line = new StringBuilder(key);
    line.append(' ').append(sample.classIndex());
    line.append(sample.absent().contains("depth") ? " 0 " : " 1 ");
    line.append(Integer.parseInt(key.substring(key.length() - 3)));
    sample.streams().values().forEach(array -> line.append(' ').append(said(array)));
    return line.toString();
  }

  private static String said(NdArray array) {
    String shape =
        Arrays.stream(array.shape()).mapToObj(Integer::toString).collect(Collectors.joining("x"));
    byte[] npy = new NpyCodec().encode(array);
    int size = array.length() * array.type().bytes();
    byte[] values = Arrays.copyOfRange(npy, npy.length - size, npy.length);
    return "%s %s %s".formatted(array.type().wireName(), shape, Sha256.of(values));
  }

  private String line(int i) {
    Image image = Pictures.random(i, 10, 10, 1);
    int sum = 0;
    for (byte value : image.pixels()) {
      sum += 3 * (value & 0xff);
    }
    int classIndex = i % 6 == 5 ? -1 : i % 2;
    return "s/%d%%2Ex %d 10 10 3 %d id-s/%d.x".formatted(i, classIndex, sum, i);
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(Objects.requireNonNull(WebDatasetReaderIT.class.getResource(name)).toURI());
  }
}
