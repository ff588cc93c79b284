package dev.gyre.streams.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.infra.testsupport.Python;
import dev.gyre.streams.image.Image;
import dev.gyre.streams.image.Pictures;
import dev.gyre.streams.shard.ShardLimits;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
            Stream.concat(Stream.of(script().toString()), shards).toArray(String[]::new));

    assertThat(output.succeeded()).as(output.text()).isTrue();
    assertThat(output.text().lines().toList())
        .containsExactlyElementsOf(
            List.of(0, 1, 3, 4, 6, 7, 2, 5, 8).stream().map(this::line).toList());
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

  private static Path script() throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(WebDatasetReaderIT.class.getResource("read_shards.py")).toURI());
  }
}
