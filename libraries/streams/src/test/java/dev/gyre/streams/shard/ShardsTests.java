package dev.gyre.streams.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gyre.streams.Split;
import dev.gyre.streams.canonical.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardsTests {

  @TempDir Path folder;

  @Test
  void readsBackInOrderAndByIndexWhatWasWritten() throws IOException {
    Random random = new Random(5);
    List<ShardSample> samples = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      samples.add(sample("k%04d".formatted(i), bytes(random, random.nextInt(2000))));
    }
    List<Shard> shards = write(folder, samples, new ShardLimits(40, 60_000));

    List<ShardSample> read = new ArrayList<>();
    for (Shard shard : shards) {
      assertThat(shard.samples()).isBetween(1L, 40L);
      assertThat(shard.sizeBytes()).isLessThanOrEqualTo(60_000);
      byte[] file = Files.readAllBytes(folder.resolve(shard.name()));
      assertThat(file).hasSize((int) shard.sizeBytes());
      assertThat(Sha256.of(file)).isEqualTo(shard.sha256());
      read.addAll(readAll(file));
    }
    assertEqual(read, samples);
    try (ShardIndex index = ShardIndex.open(folder)) {
      for (int i = 0; i < samples.size(); i += 17) {
        IndexRow row = index.find("key." + i).orElseThrow();
        assertThat(index.read(row, "x.bin")).isEqualTo(samples.get(i).field("x.bin"));
        assertThat(row.sources()).containsExactly("source-" + i, "it's \"ü\"");
        assertThat(row.items())
            .extracting(SourceItem::window)
            .containsExactly(null, new SourceItem.Window(3, 0, 8, 6));
      }
      assertThat(index.find("none' or true --")).isEmpty();
    }
  }

  @Test
  void writesEqualBytesForEqualSamples() throws IOException {
    List<ShardSample> samples = List.of(sample("a", new byte[700]), sample("b/c", new byte[0]));
    Path first = Files.createDirectory(folder.resolve("it's one"));
    Path second = Files.createDirectory(folder.resolve("two"));

    assertThat(write(first, samples, ShardLimits.STANDARD))
        .isEqualTo(write(second, samples, ShardLimits.STANDARD));
    assertThat(Files.readAllBytes(first.resolve("index.parquet")))
        .isEqualTo(Files.readAllBytes(second.resolve("index.parquet")));
    try (var files = Files.list(first)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("train-000000.tar", "index.parquet");
    }
  }

  @Test
  void namesNeitherUserNorTimeInHeaders() throws IOException {
    write(folder, List.of(sample("a", new byte[3])), ShardLimits.STANDARD);
    String header =
        new String(
            Files.readAllBytes(folder.resolve("train-000000.tar")),
            0,
            512,
            StandardCharsets.US_ASCII);
    assertThat(header).startsWith("a.cls\0").contains("ustar\00000");
    assertThat(header.substring(100, 148).trim().split("[ \0]+"))
        .extracting(digits -> Integer.parseInt(digits, 8))
        .as("mode, owner, group, size, time")
        .containsExactly(0100644, 0, 0, 1, 0);
    assertThat(header.substring(265, 329)).isEqualTo("\0".repeat(64));
  }

  @Test
  void givesALargeSampleAShardOfItsOwn() throws IOException {
    List<ShardSample> samples =
        List.of(sample("a", new byte[10]), sample("b", new byte[9000]), sample("c", new byte[10]));
    assertThat(write(folder, samples, new ShardLimits(10, 5000)))
        .extracting(Shard::name)
        .containsExactly("train-000000.tar", "train-000001.tar", "train-000002.tar");
  }

  @Test
  void refusesUnsortedKeysAndChangingFields() throws IOException {
    try (ShardWriter writer = new ShardWriter(folder, Split.TEST, ShardLimits.STANDARD)) {
      writer.write(sample("b", new byte[1]));
      for (String key : new String[] {"a", "b", "c.d", "c/../d"}) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> writer.write(sample(key, new byte[1])));
      }
      SequencedMap<String, byte[]> other = new LinkedHashMap<>();
      other.put("cls", new byte[1]);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> writer.write(new ShardSample("c", other)))
          .withMessageContaining("explicit empty value");
      writer.finish();
    }
  }

  @Test
  void refusesLargeSamplesAndCutShardsOnReading() throws IOException {
    write(folder, List.of(sample("a", new byte[3000])), ShardLimits.STANDARD);
    byte[] file = Files.readAllBytes(folder.resolve("train-000000.tar"));

    try (ShardReader reader = new ShardReader(new ByteArrayInputStream(file), 2999)) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(reader::next)
          .withMessageContaining("limit of 2999");
    }
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> readAll(Arrays.copyOf(file, 2500)));
  }

  @Test
  void refusesAnIndexThatIsMissingOrPointsBeyondItsShard() throws IOException {
    assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> ShardIndex.open(folder));
    write(folder, List.of(sample("a", new byte[30])), ShardLimits.STANDARD);
    Files.write(folder.resolve("train-000000.tar"), new byte[600]);
    try (ShardIndex index = ShardIndex.open(folder)) {
      IndexRow row = index.find("key.0").orElseThrow();
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> index.read(row, "x.bin"))
          .withMessageContaining("600 bytes");
      assertThatIllegalArgumentException().isThrownBy(() -> index.read(row, "depth.npy"));
    }
  }

  private static List<Shard> write(Path folder, List<ShardSample> samples, ShardLimits limits)
      throws IOException {
    try (ShardWriter writer = new ShardWriter(folder, Split.TRAIN, limits);
        IndexWriter index = new IndexWriter(folder)) {
      int i = 0;
      for (ShardSample sample : samples) {
        Placement placement = writer.write(sample);
        List<SourceItem> items =
            List.of(
                SourceItem.whole("rgb", "source-" + i),
                new SourceItem("rgb", "it's \"ü\"", new SourceItem.Window(3, 0, 8, 6)));
        index.add(
            new IndexRow(
                "key." + i,
                new ShardKey(sample.key()),
                Split.TRAIN,
                null,
                -1,
                "group",
                items,
                placement));
        i++;
      }
      List<Shard> shards = writer.finish();
      index.finish();
      return shards;
    }
  }

  private static List<ShardSample> readAll(byte[] file) throws IOException {
    List<ShardSample> samples = new ArrayList<>();
    try (ShardReader reader = new ShardReader(new ByteArrayInputStream(file), 1 << 20)) {
      Optional<ShardSample> next = reader.next();
      while (next.isPresent()) {
        samples.add(next.get());
        next = reader.next();
      }
    }
    return samples;
  }

  private static void assertEqual(List<ShardSample> actual, List<ShardSample> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.get(i).key()).isEqualTo(expected.get(i).key());
      assertThat(actual.get(i).fields().keySet()).isEqualTo(expected.get(i).fields().keySet());
      assertThat(actual.get(i).field("x.bin")).isEqualTo(expected.get(i).field("x.bin"));
    }
  }

  private static ShardSample sample(String key, byte[] content) {
    SequencedMap<String, byte[]> fields = new LinkedHashMap<>();
    fields.put("cls", new byte[] {'1'});
    fields.put("x.bin", content);
    return new ShardSample(key, fields);
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
