package dev.gyre.streams.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.gyre.streams.Split;
import dev.gyre.streams.codec.DecodeLimits;
import dev.gyre.streams.image.Image;
import dev.gyre.streams.image.ImageIoCodec;
import dev.gyre.streams.image.ImageLimits;
import dev.gyre.streams.image.Pictures;
import dev.gyre.streams.shard.FieldSpan;
import dev.gyre.streams.shard.IndexRow;
import dev.gyre.streams.shard.Shard;
import dev.gyre.streams.shard.ShardIndex;
import dev.gyre.streams.shard.ShardLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationRunTests {

  private static final PreparationSpec SPEC =
      new PreparationSpec(
          Colour.RGB,
          new Resize.Fixed(8, 6, Resize.Interpolation.LINEAR),
          ModelInput.unit(Colour.RGB),
          List.of("cat", "dog"));

  private final ImageIoCodec codec = new ImageIoCodec();

  @TempDir Path folder;

  @Test
  void writesEveryInputOrNamesItsReject() throws IOException {
    byte[] png = Pictures.png(Pictures.random(1, 9, 9, 3));
    List<InputSample> inputs = new ArrayList<>(sound(12));
    inputs.add(input("cut", "cat", Arrays.copyOf(png, png.length - 20)));
    inputs.add(input("text", "cat", "text in a picture's place".getBytes(StandardCharsets.UTF_8)));
    inputs.add(input("bomb", "cat", Pictures.pngClaiming(50_000, 50_000, 8, 2)));
    inputs.add(input("heavy", "cat", new byte[100_001]));
    inputs.add(input("deep", "cat", Pictures.pngClaiming(4, 4, 16, 0)));
    inputs.add(input("garbage", "cat", Pictures.pngClaiming(4, 4, 8, 0)));
    inputs.add(input("bird", "bird", png));
    inputs.add(input("a//b", "cat", png));
    inputs.add(input("s/3.x", "cat", png));
    ByteSource missing =
        () -> {
          throw new NoSuchFileException("artifact 7");
        };
    inputs.add(new InputSample("gone", "id-gone", "cat", Split.TRAIN, "g", missing));

    PreparationReport report = run(inputs, folder.resolve("out"));

    assertThat(report.inputs()).isEqualTo(22);
    assertThat(report.outputs()).isEqualTo(12);
    assertThat(report.rejects())
        .extracting(Reject::key, Reject::reason)
        .containsExactly(
            tuple("a//b", Reject.Reason.INVALID_KEY),
            tuple("bird", Reject.Reason.UNKNOWN_LABEL),
            tuple("bomb", Reject.Reason.TOO_LARGE),
            tuple("cut", Reject.Reason.TRUNCATED),
            tuple("deep", Reject.Reason.UNSUPPORTED_FORMAT),
            tuple("garbage", Reject.Reason.DAMAGED),
            tuple("gone", Reject.Reason.SOURCE_MISSING),
            tuple("heavy", Reject.Reason.TOO_LARGE),
            tuple("s/3.x", Reject.Reason.DUPLICATE_KEY),
            tuple("text", Reject.Reason.NOT_AN_IMAGE));
    assertThat(Files.readString(folder.resolve("out/report.json")))
        .isEqualTo(report.canonicalJson());
    assertThat(report.shards())
        .extracting(Shard::name)
        .containsExactly("train-000000.tar", "train-000001.tar", "test-000000.tar");
  }

  @Test
  void findsEachSampleWithItsSourcesByTheIndex() throws IOException {
    run(sound(12), folder);

    List<String> keys = new ArrayList<>();
    try (ShardIndex index = ShardIndex.open(folder)) {
      index.forEach(row -> keys.add(row.key()));
      IndexRow row = index.find("s/3.x").orElseThrow();
      assertThat(row.sources()).containsExactly("id-s/3.x");
      assertThat(row.label()).isEqualTo("dog");
      assertThat(row.group()).isEqualTo("g1");
      assertThat(index.read(row, "cls")).isEqualTo(new byte[] {'1'});
      Image source = Pictures.random(3, 10, 10, 1);
      assertThat(codec.decode(index.read(row, "image.png"), ImageLimits.STANDARD))
          .isEqualTo(SPEC.prepare(source));
      assertThat(new String(index.read(row, "meta.json"), StandardCharsets.UTF_8))
          .contains("\"key\":\"s/3.x\"", SPEC.digest(), "\"id\":\"id-s/3.x\"");
      IndexRow unlabelled = index.find("s/5.x").orElseThrow();
      assertThat(unlabelled.label()).isNull();
      assertThat(index.read(unlabelled, "cls")).isEqualTo(new byte[] {'-', '1'});
    }
    assertThat(keys).hasSize(12).doesNotHaveDuplicates();
  }

  @Test
  void givesEqualFilesForEqualInputsInAnyOrder() throws IOException {
    PreparationReport first = run(sound(12), folder.resolve("first"));
    List<InputSample> shuffled = new ArrayList<>(sound(12));
    Collections.shuffle(shuffled, new Random(1));
    PreparationReport second = run(shuffled, folder.resolve("second"));

    assertThat(second).isEqualTo(first);
    try (var files = Files.list(folder.resolve("first"))) {
      for (Path file : files.toList()) {
        assertThat(folder.resolve("second").resolve(file.getFileName()))
            .hasSameBinaryContentAs(file);
      }
    }
  }

  /** Sets that were prepared before samples had several streams stay what they are. */
  @Test
  void keepsTheDigestsAndFieldsOfSamplesThatAreOnePicture() throws IOException {
    PreparationReport report = run(sound(12), folder);

    assertThat(report.preparationDigest())
        .isEqualTo("730fa034d1d0003d02045f9e39a1156470f9f18da413f0c0ebaff4dfd8efd1ea");
    assertThat(report.preparedDigest())
        .isEqualTo("40f175b7cf486cd8addf1f07e3ce5a95e30a2c8181253aee9ef565f1ab5f8cd7");
    assertThat(report.shards()).extracting(Shard::sizeBytes).containsOnly(13_312L);
    try (ShardIndex index = ShardIndex.open(folder)) {
      IndexRow row = index.find("s/3.x").orElseThrow();
      assertThat(row.placement().fields())
          .extracting(FieldSpan::name)
          .containsExactly("cls", "image.png", "meta.json");
      assertThat(new String(index.read(row, "meta.json"), StandardCharsets.UTF_8))
          .isEqualTo(
              "{\"decoded\":{\"height\":10,\"width\":10},\"group\":\"g1\",\"key\":\"s/3.x\","
                  + "\"label\":\"dog\",\"preparation\":\""
                  + SPEC.digest()
                  + "\",\"sources\":[{\"id\":\"id-s/3.x\",\"sha256\":"
                  + "\"c1a80332f8770270d9b27a76cefb8b24cafa9212f7b2d7d3d75ec8b8ecfb7216\"}],"
                  + "\"split\":\"train\"}");
    }
  }

  @Test
  void digestsWhatTheSetSaysAndNotHowItIsCut() throws IOException {
    PreparationReport cut = run(sound(12), folder.resolve("cut"));
    PreparationReport whole =
        new PreparationRun(SPEC, RunSettings.STANDARD)
            .run(sound(12).iterator(), folder.resolve("whole"), PreparationProgress.none());
    assertThat(whole.shards()).isNotEqualTo(cut.shards());
    assertThat(whole.preparedDigest()).isEqualTo(cut.preparedDigest());

    PreparationReport fewer = run(sound(11), folder.resolve("fewer"));
    assertThat(fewer.preparedDigest()).isNotEqualTo(cut.preparedDigest());
    List<InputSample> relabelled = new ArrayList<>(sound(11));
    relabelled.add(input("s/11.x", "cat", Pictures.png(Pictures.random(11, 10, 10, 1))));
    assertThat(run(relabelled, folder.resolve("relabelled")).preparedDigest())
        .isNotEqualTo(cut.preparedDigest());
  }

  @Test
  void endsWithoutAReportWhenASourceFailsOrTheCallerCancels() {
    ByteSource failing =
        () -> {
          throw new IOException("connection lost");
        };
    List<InputSample> inputs =
        List.of(new InputSample("a", "id", "cat", Split.TRAIN, "g", failing));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> run(inputs, folder.resolve("failing")))
        .withMessage("connection lost");
    assertThat(folder.resolve("failing/report.json")).doesNotExist();

    PreparationProgress cancelling =
        (done, total) -> {
          if (done == 3) {
            throw new CancellationException("by the user, at %d of %d".formatted(done, total));
          }
        };
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() ->
            new PreparationRun(SPEC, RunSettings.STANDARD)
                .run(sound(5).iterator(), folder.resolve("cancelled"), cancelling))
        .withMessage("by the user, at 3 of 5");
    assertThat(folder.resolve("cancelled/report.json")).doesNotExist();
  }

  @Test
  void refusesAFolderThatIsInUse() throws IOException {
    Files.writeString(folder.resolve("left.txt"), "x");
    assertThatExceptionOfType(DirectoryNotEmptyException.class)
        .isThrownBy(() -> run(sound(1), folder));
  }

  @Test
  void writesAnEmptySetWithAnIndex() throws IOException {
    PreparationReport report = run(List.of(), folder);
    assertThat(report.inputs()).isZero();
    try (ShardIndex index = ShardIndex.open(folder)) {
      assertThat(index.find("a")).isEmpty();
    }
  }

  private PreparationReport run(List<InputSample> inputs, Path out) throws IOException {
    return new PreparationRun(
            SPEC,
            RunSettings.STANDARD
                .with(new DecodeLimits(100_000, 1_000_000, 1 << 30))
                .with(new ShardLimits(4, 1 << 20)))
        .run(inputs.iterator(), out, PreparationProgress.none());
  }

  /** Every third is for testing, every sixth has no label. */
  static List<InputSample> sound(int count) {
    List<InputSample> inputs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] png = Pictures.png(Pictures.random(i, 10, 10, 1));
      String key = "s/" + i + ".x";
      String label = i % 6 == 5 ? null : List.of("cat", "dog").get(i % 2);
      Split split = i % 3 == 2 ? Split.TEST : Split.TRAIN;
      inputs.add(
          new InputSample(
              key, "id-" + key, label, split, "g" + i / 2, () -> new ByteArrayInputStream(png)));
    }
    return inputs;
  }

  private static InputSample input(String key, @Nullable String label, byte[] bytes) {
    return new InputSample(
        key, "zz-" + key, label, Split.TRAIN, "g", () -> new ByteArrayInputStream(bytes));
  }
}
