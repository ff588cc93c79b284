package dev.gyre.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.gyre.api.Digest;
import dev.gyre.api.data.AcceptedAnnotation;
import dev.gyre.api.data.AnnotationSource;
import dev.gyre.api.data.Geometry;
import dev.gyre.api.data.ModelInputPart;
import dev.gyre.api.data.ModelInputSpec;
import dev.gyre.api.data.PreparationSpec;
import dev.gyre.api.data.PrepareInput;
import dev.gyre.api.data.PrepareResult;
import dev.gyre.api.data.PreparedStreamCount;
import dev.gyre.api.data.PreparedStreamSpec;
import dev.gyre.api.data.Reject;
import dev.gyre.api.data.ResizeSpec;
import dev.gyre.api.data.Shard;
import dev.gyre.api.data.Split;
import dev.gyre.api.data.StreamItem;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.ElementType;
import dev.gyre.api.project.StreamSpec;
import dev.gyre.api.project.ValueRange;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.codec.Codec;
import dev.gyre.streams.codec.Codecs;
import dev.gyre.streams.codec.NpyCodec;
import dev.gyre.streams.codec.PngCodec;
import dev.gyre.streams.codec.TiffCodec;
import dev.gyre.streams.preparation.PreparedReader;
import dev.gyre.streams.preparation.PreparedSample;
import dev.gyre.worker.job.ShardSpecs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PrepareStreamsTests {

  private static final int WIDTH = 6;
  private static final int HEIGHT = 4;
  private static final List<String> CLASSES = List.of("road", "car", "person");
  private static final List<StreamSpec> STREAMS =
      List.of(
          new StreamSpec("rgb", StreamSpec.IMAGE, true, 3),
          new StreamSpec(
              "depth",
              StreamSpec.DEPTH,
              false,
              null,
              "m",
              ElementType.UINT16,
              new ValueRange(0.1, 60),
              0.001,
              null,
              0.0,
              null,
              null),
          new StreamSpec("pose", StreamSpec.POSE, true, null));
  private static final ResizeSpec SIZE = new ResizeSpec(WIDTH, HEIGHT, "nearest");
  private static final PreparationSpec SPEC =
      new PreparationSpec(
          List.of(
              PreparedStreamSpec.picture("rgb", "rgb"),
              PreparedStreamSpec.input("depth").with(SIZE).asOptional(),
              PreparedStreamSpec.input("pose"),
              PreparedStreamSpec.labels("truth", "rgb")),
          List.of(),
          new ModelInputSpec(
              HEIGHT,
              WIDTH,
              false,
              List.of(
                  new ModelInputPart(
                      "rgb", 1 / 255.0, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0), false),
                  new ModelInputPart("depth", 0.1, List.of(0.0), List.of(1.0), true))));

  private final List<TestManifest.Row> rows = new ArrayList<>();
  @TempDir Path folder;
  private FakeServer server;

  @BeforeEach
  void startServer() throws Exception {
    server = new FakeServer();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  private static NdArray rgb(int number) {
    byte[] values = new byte[WIDTH * HEIGHT * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (i + number);
    }
    return NdArray.uint8(values, HEIGHT, WIDTH, 3);
  }

  private static NdArray depth(int number, int factor) {
    short[] values = new short[WIDTH * HEIGHT];
    for (int i = 1; i < values.length; i++) {
      values[i] = (short) ((1000 + 10 * i + number) * 2 / factor);
    }
    return NdArray.uint16(values, HEIGHT, WIDTH);
  }

  private static NdArray labels(int... ids) {
    byte[] values = new byte[WIDTH * HEIGHT];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) ids[i % ids.length];
    }
    return NdArray.uint8(values, HEIGHT, WIDTH);
  }

  private StreamItem item(String name, byte[] file, Map<String, Object> attributes) {
    return new StreamItem(
        name, server.store.add(file), "application/octet-stream", file.length, attributes);
  }

  private AcceptedAnnotation map(NdArray ids, Map<String, Integer> table) {
    byte[] file = new PngCodec().encode(ids);
    return new AcceptedAnnotation(
        "rgb",
        null,
        new Geometry.LabelMap(server.store.add(file), "image/png", file.length, table, 255),
        Map.of(),
        null,
        false,
        false,
        AnnotationSource.SIMULATOR);
  }

  private static byte[] pose(int number) {
    return "[%d.5, 0, 0, 0, 0, 0, 1]".formatted(number).getBytes(UTF_8);
  }

  /** A moment whose maps have ids of their own. */
  private void moment(int number, @Nullable StreamItem depth, AcceptedAnnotation... truth) {
    Codec codec = number % 2 == 0 ? new PngCodec() : new TiffCodec();
    List<StreamItem> items =
        new ArrayList<>(
            List.of(
                item("rgb", codec.encode(rgb(number)), Map.of()),
                item("pose", pose(number), Map.of())));
    if (depth != null) {
      items.add(depth);
    }
    rows.add(
        new TestManifest.Row(
            "drive/%d".formatted(number),
            Split.TRAIN,
            null,
            1_700_000_000_000_000_000L + number,
            items,
            List.of(truth)));
  }

  private AcceptedAnnotation truth() {
    return map(labels(7, 9, 255), Map.of("road", 7, "car", 9));
  }

  private PrepareResult prepare() throws Exception {
    return prepare(TestManifest.store(server.store, folder, rows));
  }

  private PrepareResult prepare(Digest manifest) throws Exception {
    return InProcess.run(
        server,
        folder,
        "prepare",
        new PrepareInput(manifest, SPEC, CLASSES, STREAMS, 100),
        PrepareResult.class);
  }

  private Map<String, PreparedSample> samples(PrepareResult result) throws IOException {
    Map<String, PreparedSample> samples = new TreeMap<>();
    for (Shard shard : result.shards()) {
      Path file = Files.write(folder.resolve(shard.name()), server.store.get(shard.artifact()));
      try (PreparedReader reader =
          PreparedReader.open(file, ShardSpecs.of(SPEC, CLASSES, STREAMS), Codecs.standard())) {
        Optional<PreparedSample> sample = reader.next();
        while (sample.isPresent()) {
          String meta = sample.get().metaJson();
          samples.put(ContractJson.mapper().readTree(meta).get("key").stringValue(), sample.get());
          sample = reader.next();
        }
      }
    }
    return samples;
  }

  @Test
  void bringsEveryStreamToItsDeclaration() throws Exception {
    moment(0, item("depth", new PngCodec().encode(depth(0, 2)), Map.of("scale", 0.002)), truth());
    moment(1, item("depth", new NpyCodec().encode(depth(1, 1)), Map.of("scale", 0.0005)), truth());

    PrepareResult result = prepare();

    assertThat(result.rejects()).isEmpty();
    Map<String, PreparedSample> samples = samples(result);
    assertThat(samples).containsOnlyKeys("drive/0", "drive/1");
    PreparedSample first = Objects.requireNonNull(samples.get("drive/0"));
    PreparedSample second = Objects.requireNonNull(samples.get("drive/1"));
    assertThat(first.stream("rgb")).isEqualTo(rgb(0));
    assertThat(first.stream("truth"))
        .as("by the names of classes, not by their ids")
        .isEqualTo(labels(0, 1, 255));
    assertThat(first.stream("depth").at(1)).as("1.010 m in 2 mm").isEqualTo(2020);
    assertThat(first.stream("depth").at(0)).as("no value").isZero();
    assertThat(second.stream("rgb")).isEqualTo(rgb(1));
    assertThat(second.stream("depth").at(1)).as("0.5 mm").isEqualTo(1011);
    assertThat(second.stream("pose").at(0)).isEqualTo(1.5);
    JsonNode meta = ContractJson.mapper().readTree(second.metaJson());
    assertThat(meta.get("sequence").get("index").intValue()).isOne();
    assertThat(meta.get("sequence").get("time_ns").stringValue()).isEqualTo("1700000000000000001");
  }

  @Test
  void fillsAnAbsentOptionalStreamAndCountsIt() throws Exception {
    for (int i = 0; i < 10; i++) {
      boolean absent = i % 3 == 0;
      moment(
          i, absent ? null : item("depth", new PngCodec().encode(depth(i, 2)), Map.of()), truth());
    }

    PrepareResult result = prepare();

    assertThat(result.rejects()).isEmpty();
    assertThat(result.report().streams())
        .containsExactly(
            new PreparedStreamCount("rgb", 10, 0, 0),
            new PreparedStreamCount("depth", 6, 4, 0),
            new PreparedStreamCount("pose", 10, 0, 0),
            new PreparedStreamCount("truth", 10, 0, 0));
    assertThat(Objects.requireNonNull(samples(result).get("drive/3")).absent())
        .containsExactly("depth");
    JsonNode statistics = ContractJson.mapper().readTree(server.store.get(result.statistics()));
    assertThat(statistics.get("streams").has("depth")).isTrue();
    assertThat(
            ImageIO.read(
                new ByteArrayInputStream(server.store.get(Objects.requireNonNull(result.sheet())))))
        .isNotNull();
  }

  @Test
  void namesTheStreamOfEachReject() throws Exception {
    byte[] whole = new PngCodec().encode(depth(1, 2));
    moment(0, item("depth", whole, Map.of()), truth());
    moment(1, item("depth", Arrays.copyOf(whole, 60), Map.of()), truth());
    moment(2, item("depth", whole, Map.of()), map(labels(7, 8), Map.of("road", 7)));
    moment(3, item("depth", whole, Map.of("pixel_format", "cmyk")), truth());
    moment(4, item("depth", whole, Map.of()), truth(), map(labels(7), Map.of("road", 7)));
    moment(5, item("depth", whole, Map.of()));
    moment(6, item("depth", whole, Map.of("scale", 1.0)), truth());

    PrepareResult result = prepare();

    assertThat(result.rejects())
        .extracting(Reject::item, Reject::reason, Reject::stream)
        .containsExactly(
            tuple("drive/1", "TRUNCATED", "depth"),
            tuple("drive/2", "UNKNOWN_CLASS", "truth"),
            tuple("drive/3", "BAD_ATTRIBUTES", "depth"),
            tuple("drive/4", "AMBIGUOUS_TRUTH", "truth"),
            tuple("drive/5", "MISSING_STREAM", "truth"),
            tuple("drive/6", "WRONG_UNIT", "depth"));
    assertThat(result.report().inputs()).isEqualTo(7);
    assertThat(result.report().outputs()).isOne();
    assertThat(result.report().streams())
        .extracting(PreparedStreamCount::stream, PreparedStreamCount::rejected)
        .contains(tuple("depth", 3), tuple("truth", 3));
  }

  @Test
  void givesEqualSetsForEqualInputs() throws Exception {
    moment(0, item("depth", new PngCodec().encode(depth(0, 2)), Map.of()), truth());
    moment(1, null, truth());
    Digest manifest = TestManifest.store(server.store, folder, rows);

    PrepareResult first = prepare(manifest);

    assertThat(prepare(manifest)).isEqualTo(first);
  }
}
