package dev.gyre.streams.preparation;

import static dev.gyre.streams.preparation.StreetSamples.SPEC;
import static dev.gyre.streams.preparation.StreetSamples.depth;
import static dev.gyre.streams.preparation.StreetSamples.file;
import static dev.gyre.streams.preparation.StreetSamples.sample;
import static dev.gyre.streams.preparation.StreetSamples.samples;
import static dev.gyre.streams.preparation.StreetSamples.with;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gyre.streams.Split;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.codec.Codecs;
import dev.gyre.streams.codec.PngCodec;
import dev.gyre.streams.declaration.ItemAttributes;
import dev.gyre.streams.shard.IndexRow;
import dev.gyre.streams.shard.ShardIndex;
import dev.gyre.streams.shard.ShardLimits;
import dev.gyre.streams.shard.SourceItem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamPreparationTests {

  @TempDir Path folder;

  @Test
  void rejectsNoneWhenThirtyPercentOfAnOptionalStreamIsMissing() throws IOException {
    PreparationReport report = run(samples(100), folder);

    assertThat(report.rejects()).isEmpty();
    assertThat(report.outputs()).isEqualTo(100);
    assertThat(counts(report, "depth").present()).isEqualTo(70);
    assertThat(counts(report, "depth").filled()).isEqualTo(30);
    assertThat(counts(report, "seg").filled()).isZero();
    List<PreparedSample> read = read(report, folder);
    assertThat(read).hasSize(100);
    assertThat(read.stream().filter(one -> one.absent().contains("depth"))).hasSize(30);
    assertThat(sum(byKey(read, "drive/001").stream("depth"))).isZero();
  }

  @Test
  void givesTheSameBytesWithAnyNumberOfThreadsAndOrderOfInputs() throws IOException {
    List<InputSample> inputs = new ArrayList<>(samples(40));
    inputs.set(7, with(sample(7), "rgb", file("rgb", 7, new byte[] {1, 2, 3})));
    PreparationReport one = run(inputs, folder.resolve("1"));
    Collections.shuffle(inputs, new Random(4));
    PreparationReport four =
        new PreparationRun(SPEC, settings().withThreads(4))
            .run(inputs.iterator(), folder.resolve("4"), PreparationProgress.none());

    assertThat(four).isEqualTo(one);
    try (var files = Files.list(folder.resolve("1"))) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(6);
      for (Path file : all) {
        assertThat(folder.resolve("4").resolve(file.getFileName())).hasSameBinaryContentAs(file);
      }
    }
  }

  @Test
  void appliesOneGeometryToAllStreamsAndGivesIdsInTheOrderOfTheClasses() throws IOException {
    PreparedSample read = byKey(read(run(samples(8), folder), folder), "drive/005");

    NdArray seg = read.stream("seg");
    NdArray depth = read.stream("depth");
    NdArray rgb = read.stream("rgb");
    assertThat(seg.shape()).containsExactly(24, 28);
    assertThat(rgb.shape()).containsExactly(24, 28, 3);
    assertThat(read.stream("rear").shape()).containsExactly(24, 28);
    assertThat(read.stream("pose")).isEqualTo(StreetSamples.pose(5));
    NdArray source = StreetSamples.seg(5);
    Map<Integer, Integer> ids = Map.of(0, 255, 7, 0, 26, 1, 24, 2);
    for (int y = 0; y < 24; y++) {
      for (int x = 0; x < 28; x++) {
        int from = (2 * y + 1) * 64 + 4 + 55 - 2 * x;
        int at = y * 28 + x;
        int near = ids.getOrDefault((int) source.at(from), -1);
        int far = ids.getOrDefault((int) source.at(from - 1 - 64), -1);
        assertThat((int) seg.at(at)).as("%d, %d", x, y).isIn(near, far);
        if (seg.at(at) == 1) {
          assertThat(depth.at(at)).isEqualTo(9_000);
        }
        if (near == 1 && far == 1) {
          assertThat(rgb.at(3 * at + 2)).isBetween(0xa0 + 0.0, 0xab + 0.0);
        }
      }
    }
  }

  @Test
  void writesEqualMillimetresForItemsOfTwoScales() throws IOException {
    InputSample fine =
        with(
            sample(4),
            "depth",
            file("depth", 4, new PngCodec().encode(depth(4, 500)))
                .with(ItemAttributes.NONE.withScale(0.002)));
    PreparationReport report = run(List.of(fine), folder.resolve("other"));
    PreparationReport declared = run(List.of(sample(4)), folder.resolve("declared"));

    NdArray other = read(report, folder.resolve("other")).getFirst().stream("depth");
    NdArray same = read(declared, folder.resolve("declared")).getFirst().stream("depth");
    for (int i = 0; i < same.length(); i++) {
      assertThat(other.at(i)).isCloseTo(same.at(i), within(1.0));
    }
    assertThat(sum(same)).isPositive();
  }

  @Test
  void namesEachPlantedFaultWithSampleAndStreamAndLosesNothingElse() throws IOException {
    List<InputSample> inputs = new ArrayList<>(samples(30));
    byte[] png = new PngCodec().encode(StreetSamples.rgb(3));
    plant(inputs, 3, "rgb", file("rgb", 3, Arrays.copyOf(png, png.length / 2)));
    plant(inputs, 4, "depth", file("depth", 4, depth(4, 1000)).stating("drive/005"));
    plant(inputs, 5, "depth", file("depth", 5, depth(5, 20)));
    plant(inputs, 6, "seg", file("seg", 6, NdArray.uint8(new byte[] {99}, 1, 1)));
    plant(inputs, 7, "pose", file("pose", 7, NdArray.float64(nanPose(), 7)));
    plant(inputs, 8, "depth", file("depth", 8, NdArray.uint16(metres(20 * 20), 20, 20)));
    plant(inputs, 9, "rgb", file("rgb", 9, NdArray.uint16(new short[100], 10, 10)));
    plant(
        inputs,
        13,
        "rear",
        InputItem.of(
            "rear-13",
            () -> {
              throw new NoSuchFileException("rear-13");
            }));
    InputSample later = inputs.get(16);
    inputs.set(
        16,
        new InputSample(
            later.key(),
            null,
            later.split(),
            later.group(),
            inputs.get(15).place(),
            later.streams(),
            later.annotations()));
    inputs.set(17, without(inputs.get(17), "rgb"));

    PreparationReport report = run(inputs, folder);

    assertThat(report.rejects())
        .extracting(one -> one.key() + " " + one.stream() + " " + one.reason())
        .containsExactly(
            "drive/003 rgb TRUNCATED",
            "drive/004 depth SWAPPED_ID",
            "drive/005 depth WRONG_UNIT",
            "drive/006 seg UNKNOWN_CLASS",
            "drive/007 pose NAN_IN_POSE",
            "drive/008 depth MIXED_SIZES",
            "drive/009 rgb UNSUPPORTED_FORMAT",
            "drive/013 rear SOURCE_MISSING",
            "drive/016 null DUPLICATE_TIME",
            "drive/017 rgb MISSING_STREAM");
    assertThat(report.outputs()).isEqualTo(20);
    assertThat(counts(report, "depth").rejects())
        .isEqualTo(
            Map.of(
                Reject.Reason.SWAPPED_ID, 1L,
                Reject.Reason.WRONG_UNIT, 1L,
                Reject.Reason.MIXED_SIZES, 1L));
  }

  @Test
  void measuresWhatWasWrittenBySplitAndStream() throws IOException {
    PreparationReport report = run(samples(20), folder);
    List<PreparedSample> read = read(report, folder);

    StreamStatistics depth =
        requireNonNull(counts(report, "depth").statistics().get(Split.TRAIN), "train");
    List<Double> metres = new ArrayList<>();
    long none = 0;
    long road = 0;
    for (PreparedSample one : read) {
      if (Integer.parseInt(one.shardKey().substring(6)) % 5 == 4) {
        continue;
      }
      for (int i = 0; i < 24 * 28; i++) {
        road += one.stream("seg").at(i) == 0 ? 1 : 0;
        if (!one.absent().contains("depth")) {
          double value = one.stream("depth").at(i) * 0.001;
          none += value == 0 ? 1 : 0;
          if (value != 0) {
            metres.add(value);
          }
        }
      }
    }
    double mean = metres.stream().mapToDouble(v -> v).sum() / metres.size();
    double squares = metres.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    ValueMoments moments = depth.channels().getFirst();
    assertThat(moments.count()).isEqualTo(metres.size());
    assertThat(moments.mean()).isCloseTo(mean, within(1e-9));
    assertThat(moments.std()).isCloseTo(Math.sqrt(squares / metres.size()), within(1e-9));
    assertThat(moments.least()).isEqualTo(Collections.min(metres));
    assertThat(moments.most()).isEqualTo(Collections.max(metres));
    assertThat(depth.invalid()).isEqualTo(none);
    StreamStatistics seg =
        requireNonNull(counts(report, "seg").statistics().get(Split.TRAIN), "train");
    assertThat(seg.classPixels().getFirst()).isEqualTo(road);
    assertThat(Files.readString(folder.resolve("statistics.json")))
        .isEqualTo(report.statisticsJson())
        .contains("\"class_weights\"");
  }

  @Test
  void weighsClassesInverselyAsTheirPixels() {
    StreamStatistics pixels = new StreamStatistics(List.of(), 7, List.of(60L, 0L, 20L));
    assertThat(pixels.classWeights()).containsExactly(80.0 / 120, 0.0, 2.0);
  }

  @Test
  void keepsSourcesTimesAndCamerasOfEachItem() throws IOException {
    run(samples(6), folder);

    try (ShardIndex index = ShardIndex.open(folder)) {
      IndexRow row = index.find("drive/005").orElseThrow();
      assertThat(row.items())
          .containsExactly(
              SourceItem.whole("rgb", "rgb-5"),
              SourceItem.whole("depth", "depth-5"),
              SourceItem.whole("pose", "pose-5"),
              SourceItem.whole("rear", "rear-5"),
              SourceItem.whole("seg", "seg-5"));
      String meta = new String(index.read(row, "meta.json"), StandardCharsets.UTF_8);
      assertThat(meta)
          .contains("\"sequence\":{\"id\":\"drive\",\"index\":5,\"time_ns\":\"166666665\"}")
          .contains("\"by_clock_ns\":{\"header\":\"166666665\"}")
          .contains("\"decoded\":{\"shape\":[48,64,3],\"type\":\"uint8\"}");
      // Cropped by 4 on both sides, mirrored, half the size: the axis stays in the middle.
      assertThat(meta)
          .contains("\"camera\":{\"cx_px\":13.5,\"cy_px\":11.5,\"fx_px\":30,\"fy_px\":30");
      IndexRow filled = index.find("drive/001").orElseThrow();
      assertThat(new String(index.read(filled, "meta.json"), StandardCharsets.UTF_8))
          .contains("\"depth\":{\"present\":false}");
    }
  }

  @Test
  void fusesStreamsInUnitsWithAChannelOfValidity() throws IOException {
    PreparationReport report = run(samples(8), folder);
    Path shard = folder.resolve(report.shards().getFirst().name());
    try (PreparedReader reader = PreparedReader.open(shard, SPEC, Codecs.standard())) {
      PreparedSample absent = reader.next().orElseThrow();
      reader.next();
      reader.next();
      PreparedSample present = reader.next().orElseThrow();
      float[] tensor = reader.toTensor(present);
      int places = 24 * 28;
      assertThat(tensor).hasSize(5 * places);
      for (int i = 0; i < places; i++) {
        double stored = present.stream("depth").at(i);
        double depth = stored == 0 ? 0 : (stored * 0.001 * 0.1 - 1) / 2;
        assertThat(tensor[i])
            .isCloseTo((float) (present.stream("rgb").at(3 * i) / 255), within(1e-6f));
        assertThat(tensor[3 * places + i]).isCloseTo((float) depth, within(1e-5f));
        assertThat(tensor[4 * places + i]).isEqualTo(stored == 0 ? 0 : 1);
      }
      float[] without = reader.toTensor(absent);
      assertThat(Arrays.copyOfRange(without, 3 * places, 5 * places)).containsOnly(0f);
    }
  }

  private PreparationReport run(List<InputSample> inputs, Path out) throws IOException {
    return new PreparationRun(SPEC, settings())
        .run(inputs.iterator(), out, PreparationProgress.none());
  }

  private static RunSettings settings() {
    return RunSettings.STANDARD.with(new ShardLimits(16, 1 << 24));
  }

  private static List<PreparedSample> read(PreparationReport report, Path folder)
      throws IOException {
    List<PreparedSample> samples = new ArrayList<>();
    for (var shard : report.shards()) {
      try (PreparedReader reader =
          PreparedReader.open(folder.resolve(shard.name()), SPEC, Codecs.standard())) {
        Optional<PreparedSample> sample = reader.next();
        while (sample.isPresent()) {
          samples.add(sample.get());
          sample = reader.next();
        }
      }
    }
    return samples;
  }

  private static PreparedSample byKey(List<PreparedSample> samples, String key) {
    return samples.stream().filter(one -> one.shardKey().equals(key)).findFirst().orElseThrow();
  }

  private static StreamCounts counts(PreparationReport report, String stream) {
    return requireNonNull(((Map<String, StreamCounts>) report.streams()).get(stream), stream);
  }

  private static void plant(List<InputSample> inputs, int i, String stream, InputItem item) {
    inputs.set(i, with(inputs.get(i), stream, item));
  }

  private static InputSample without(InputSample sample, String stream) {
    Map<String, InputItem> streams = new HashMap<>(sample.streams());
    streams.remove(stream);
    return new InputSample(
        sample.key(),
        null,
        sample.split(),
        sample.group(),
        sample.place(),
        streams,
        sample.annotations());
  }

  private static double[] nanPose() {
    return new double[] {0, Double.NaN, 0, 0, 0, 0, 1};
  }

  private static short[] metres(int count) {
    short[] values = new short[count];
    Arrays.fill(values, (short) 3_000);
    return values;
  }

  private static double sum(NdArray array) {
    double sum = 0;
    for (int i = 0; i < array.length(); i++) {
      sum += array.at(i);
    }
    return sum;
  }
}
