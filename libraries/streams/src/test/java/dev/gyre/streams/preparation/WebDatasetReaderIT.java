package dev.gyre.streams.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.gyre.streams.image.Image;
import dev.gyre.streams.image.ImageIoCodec;
import dev.gyre.streams.image.ImageLimits;
import dev.gyre.streams.image.Pictures;
import dev.gyre.streams.shard.Shard;
import dev.gyre.streams.shard.ShardLimits;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reads our shards with the webdataset library. Needs a Python that has {@code webdataset} and
 * {@code pillow}: {@code python3}, or the one that the variable {@code GYRE_PYTHON} names. Skipped
 * without it, except where {@code CI} is {@code true}.
 */
class WebDatasetReaderIT {

  @TempDir Path folder;

  @Test
  void isReadByTheWebDatasetLibrary() throws Exception {
    String python = System.getenv().getOrDefault("GYRE_PYTHON", "python3");
    boolean present = run(List.of(python, "-c", "import webdataset, PIL")).succeeded();
    if (!"true".equals(System.getenv("CI"))) {
      assumeThat(present).as("Python with webdataset").isTrue();
    }

    PreparationSpec spec =
        new PreparationSpec(
            Colour.RGB, new Resize.None(), ModelInput.unit(Colour.RGB), List.of("cat", "dog"));
    PreparationReport report =
        new PreparationRun(
                spec, new ImageIoCodec(), ImageLimits.STANDARD, new ShardLimits(3, 1 << 20))
            .run(PreparationRunTests.sound(9).iterator(), folder, PreparationProgress.none());
    List<String> command = new ArrayList<>(List.of(python, script().toString()));
    for (Shard shard : report.shards()) {
      command.add(folder.resolve(shard.name()).toString());
    }
    Output output = run(command);

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

  private record Output(int status, String text) {
    boolean succeeded() {
      return status == 0;
    }
  }

  private Output run(List<String> command) throws IOException, InterruptedException {
    Path log = Files.createTempFile(folder.getParent(), "python", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      return new Output(process.waitFor(), Files.readString(log, StandardCharsets.UTF_8));
    } catch (IOException noSuchProgram) {
      return new Output(-1, String.valueOf(noSuchProgram.getMessage()));
    } finally {
      Files.delete(log);
    }
  }
}
