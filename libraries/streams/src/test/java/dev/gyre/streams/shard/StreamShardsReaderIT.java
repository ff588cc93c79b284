package dev.gyre.streams.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.infra.testsupport.Python;
import dev.gyre.streams.array.NdArray;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads samples of several streams with the webdataset library, Pillow and numpy. */
class StreamShardsReaderIT {

  @TempDir Path folder;

  @Test
  void isReadByTheWebDatasetLibraryWithDepthOfSixteenBitsAndPresence() throws Exception {
    Python python = Python.with("webdataset", "PIL", "numpy");
    Shard shard = StreamFieldsTests.write(folder, new PresenceCounts());
    Path script =
        Path.of(Objects.requireNonNull(getClass().getResource("read_streams.py")).toURI());
    Python.Output output =
        python.run(
            folder,
            Duration.ofMinutes(1),
            Map.of(),
            script.toString(),
            folder.resolve(shard.name()).toString());

    assertThat(output.succeeded()).as(output.text()).isTrue();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      expected.add(line(i));
    }
    assertThat(output.text().lines().toList()).containsExactlyElementsOf(expected);
  }

  private static String line(int i) {
    StringBuilder line = new StringBuilder("s/%03d".formatted(i));
    Map<String, NdArray> values = new TreeMap<>(StreamFieldsTests.values(i));
    NdArray depth = values.get("depth-front-left");
    line.append(depth == null ? " 0 " : " 1 ")
        .append(
            depth == null
                ? 65_535L * StreamFieldsTests.HEIGHT * StreamFieldsTests.WIDTH
                : sum(depth));
    for (String stream : List.of("rgb", "seg")) {
      line.append(' ').append(sum(Objects.requireNonNull(values.get(stream))));
    }
    return line.append(" %d".formatted(i)).toString();
  }

  private static long sum(NdArray array) {
    long sum = 0;
    for (int i = 0; i < array.length(); i++) {
      sum += (long) array.at(i);
    }
    return sum;
  }
}
