package dev.gyre.streams.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gyre.streams.Split;
import dev.gyre.streams.StreamKind;
import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.codec.Codecs;
import dev.gyre.streams.codec.NpyCodec;
import dev.gyre.streams.codec.PngCodec;
import dev.gyre.streams.declaration.Form;
import dev.gyre.streams.declaration.Labels;
import dev.gyre.streams.declaration.Labels.LabelClass;
import dev.gyre.streams.declaration.Measure;
import dev.gyre.streams.declaration.Presence;
import dev.gyre.streams.declaration.StreamDeclaration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamFieldsTests {

  static final int HEIGHT = 6;
  static final int WIDTH = 9;

  static final StreamDeclaration RGB =
      StreamDeclaration.of(
          "rgb",
          StreamKind.IMAGE,
          new Form(ElementType.UINT8, List.of(HEIGHT, WIDTH, 3)),
          Measure.PLAIN);
  static final StreamDeclaration DEPTH =
      StreamDeclaration.of(
              "depth-front-left",
              StreamKind.DEPTH,
              new Form(ElementType.UINT16, List.of(HEIGHT, WIDTH)),
              Measure.metres(0.001, 65_535, new Measure.Range(0, 60)))
          .with(new Presence.Optional(65_535));
  static final StreamDeclaration SEG =
      StreamDeclaration.ofLabels(
          "seg",
          new Form(ElementType.UINT8, List.of(HEIGHT, WIDTH)),
          new Labels(List.of(new LabelClass(0, "road", 0), new LabelClass(1, "car", 1)), 255));
  static final StreamDeclaration POSE =
      StreamDeclaration.of(
          "pose", StreamKind.POSE, Form.vector(ElementType.FLOAT64, 7), Measure.PLAIN);

  static final StreamFields FIELDS =
      new StreamFields(
          List.of(
              new StreamField(RGB, new PngCodec(), "png"),
              new StreamField(DEPTH, new PngCodec(), "png"),
              new StreamField(SEG, new PngCodec(), "png"),
              new StreamField(POSE, new NpyCodec(), "npy")),
          Codecs.standard());

  @TempDir Path folder;

  @Test
  void writesAndReadsBackWhenThreeInTenLackDepth() throws IOException {
    PresenceCounts counts = new PresenceCounts();
    Shard shard = write(folder, counts);

    assertThat(shard.samples()).isEqualTo(100);
    assertThat(counts.samples()).isEqualTo(100);
    assertThat(counts.absent()).containsExactly(Map.entry("depth-front-left", 30L));
    byte[] file = Files.readAllBytes(folder.resolve(shard.name()));
    try (ShardReader reader = new ShardReader(new ByteArrayInputStream(file), 1 << 20)) {
      for (int i = 0; i < 100; i++) {
        ShardSample sample = reader.next().orElseThrow();
        for (Map.Entry<String, NdArray> stream : values(i).entrySet()) {
          assertThat(FIELDS.read(sample, stream.getKey())).isEqualTo(stream.getValue());
          assertThat(FIELDS.isPresent(sample, stream.getKey())).isTrue();
        }
        if (i % 10 < 3) {
          assertThat(FIELDS.isPresent(sample, "depth-front-left")).isFalse();
          assertThat(FIELDS.read(sample, "depth-front-left").at(HEIGHT * WIDTH - 1))
              .isEqualTo(65_535);
        }
      }
      assertThat(reader.next()).isEmpty();
    }
    Path again = Files.createDirectory(folder.resolve("again"));
    assertThat(write(again, new PresenceCounts())).isEqualTo(shard);
  }

  @Test
  void refusesWhatIsNotDeclared() {
    refuses(Map.of(), "required stream 'rgb' is absent");
    Map<String, NdArray> more = values(0);
    more.put("radar", NdArray.uint8(new byte[1], 1));
    refuses(more, "[radar] are not declared");
    Map<String, NdArray> other = values(0);
    other.put("seg", NdArray.uint8(new byte[4], 2, 2));
    refuses(other, "Stream 'seg': shape is [2, 2], not [6, 9]");
  }

  @Test
  void refusesAnOptionalStreamWithoutAFillThatItCanHold() {
    for (StreamDeclaration stream :
        List.of(
            DEPTH.with(new Presence.Optional(-1)),
            DEPTH.with(new Presence.Optional(0.5)),
            StreamDeclaration.of(
                    "depth", StreamKind.DEPTH, Form.picture(ElementType.UINT16, 1), Measure.PLAIN)
                .with(new Presence.Optional(0)))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() ->
              new StreamFields(
                  List.of(new StreamField(stream, new PngCodec(), "png")), Codecs.standard()))
          .withMessageContaining(stream.name());
    }
  }

  @Test
  void saysWhichFieldOfAShardIsNoStream() {
    SequencedMap<String, byte[]> fields = new LinkedHashMap<>(FIELDS.write(values(5)).fields());
    fields.put("seg.png", new byte[] {1, 2, 3});
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> FIELDS.read(new ShardSample("k", fields), "seg"))
        .withMessageContaining("'seg.png' of sample 'k'");
  }

  @Test
  void takesTheLongestNamesTogetherAndNoLonger() throws IOException {
    String field = "x".repeat(25) + ".png";
    SequencedMap<String, byte[]> fields = new LinkedHashMap<>();
    fields.put(field, new byte[] {1});
    try (ShardWriter writer = new ShardWriter(folder, Split.TEST, ShardLimits.STANDARD)) {
      String key = ShardKey.of("y".repeat(500)).value();
      writer.write(new ShardSample(key, fields));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> writer.write(new ShardSample("z".repeat(70), fields)))
          .withMessageContaining("longer than 99 together");
      byte[] file = Files.readAllBytes(folder.resolve(writer.finish().getFirst().name()));
      try (ShardReader reader = new ShardReader(new ByteArrayInputStream(file), 10)) {
        assertThat(reader.next().orElseThrow().key()).isEqualTo(key);
      }
    }
    Path other = Files.createDirectory(folder.resolve("other"));
    fields.put("x" + field, new byte[] {1});
    try (ShardWriter writer = new ShardWriter(other, Split.TEST, ShardLimits.STANDARD)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> writer.write(new ShardSample("a", fields)))
          .withMessageContaining("1 to 29");
    }
  }

  static Shard write(Path folder, PresenceCounts counts) throws IOException {
    try (ShardWriter writer = new ShardWriter(folder, Split.TRAIN, ShardLimits.STANDARD)) {
      for (int i = 0; i < 100; i++) {
        StreamFields.Written written = FIELDS.write(values(i));
        counts.add(written);
        writer.write(new ShardSample("s/%03d".formatted(i), written.fields()));
      }
      return writer.finish().getFirst();
    }
  }

  /** Three in ten lack depth. */
  static Map<String, NdArray> values(int i) {
    Random random = new Random(i);
    byte[] rgb = new byte[HEIGHT * WIDTH * 3];
    random.nextBytes(rgb);
    byte[] seg = new byte[HEIGHT * WIDTH];
    short[] depth = new short[HEIGHT * WIDTH];
    for (int at = 0; at < seg.length; at++) {
      seg[at] = (byte) random.nextInt(2);
      depth[at] = (short) random.nextInt(60_000);
    }
    double[] pose = {i, 0.1 * i, -i, 0, 0, 0.6, 0.8};
    Map<String, NdArray> values = new HashMap<>();
    values.put("rgb", NdArray.uint8(rgb, HEIGHT, WIDTH, 3));
    values.put("seg", NdArray.uint8(seg, HEIGHT, WIDTH));
    values.put("pose", NdArray.float64(pose, 7));
    if (i % 10 >= 3) {
      values.put("depth-front-left", NdArray.uint16(depth, HEIGHT, WIDTH));
    }
    return values;
  }

  private static void refuses(Map<String, NdArray> values, String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FIELDS.write(values))
        .withMessageContaining(text);
  }
}
