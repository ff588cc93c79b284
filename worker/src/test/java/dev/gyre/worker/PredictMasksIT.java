package dev.gyre.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.gyre.api.Digest;
import dev.gyre.api.data.AcceptedAnnotation;
import dev.gyre.api.data.AnnotationSource;
import dev.gyre.api.data.Geometry;
import dev.gyre.api.data.ModelInputPart;
import dev.gyre.api.data.ModelInputSpec;
import dev.gyre.api.data.PreparationSpec;
import dev.gyre.api.data.PreparedStreamSpec;
import dev.gyre.api.data.Reject;
import dev.gyre.api.data.ResizeSpec;
import dev.gyre.api.data.Split;
import dev.gyre.api.data.StreamItem;
import dev.gyre.api.eval.PredictInput;
import dev.gyre.api.eval.PredictResult;
import dev.gyre.api.project.ElementType;
import dev.gyre.api.project.StreamSpec;
import dev.gyre.api.project.TaskKind;
import dev.gyre.infra.testsupport.Python;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.codec.PngCodec;
import dev.gyre.streams.image.Image;
import dev.gyre.streams.image.ImageIoCodec;
import dev.gyre.streams.image.ImageLimits;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model whose answers are known, over colour and depth. Counts by numpy: needs {@code numpy}. */
class PredictMasksIT {

  private static final List<String> CLASSES = List.of("road", "car", "person");
  private static final Map<String, Integer> TABLE = Map.of("road", 7, "car", 9, "person", 11);
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
              null,
              0.001,
              null,
              0.0,
              null,
              null));
  private static final PreparationSpec SPEC =
      new PreparationSpec(
          List.of(
              PreparedStreamSpec.picture("rgb", "rgb"),
              PreparedStreamSpec.input("depth")
                  .with(new ResizeSpec(StreetModel.WIDTH, StreetModel.HEIGHT, "nearest"))
                  .asOptional(),
              PreparedStreamSpec.labels("truth", "rgb")),
          List.of(),
          new ModelInputSpec(
              StreetModel.HEIGHT,
              StreetModel.WIDTH,
              false,
              List.of(
                  new ModelInputPart(
                      "rgb", 1 / 255.0, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0), false),
                  new ModelInputPart("depth", 0.1, List.of(0.0), List.of(1.0), true))));

  private final List<TestManifest.Row> rows = new ArrayList<>();
  private final List<Scene> scenes = new ArrayList<>();
  @TempDir Path folder;
  private FakeServer server;

  /** Blocks of pixels, each twice as large as one of the network's. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Scene(String key, int height, int width, byte[] rgb, short[] mm, byte[] truth) {}

  @BeforeEach
  void startServer() throws Exception {
    server = new FakeServer();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  /** Of the network's size times a factor. Truth and colours agree in two of three blocks. */
  private static Scene scene(int number, int factor, boolean deep) {
    SplittableRandom random = new SplittableRandom(number);
    int height = StreetModel.HEIGHT * factor;
    int width = StreetModel.WIDTH * factor;
    byte[] rgb = new byte[height * width * 3];
    short[] mm = new short[height * width];
    byte[] truth = new byte[height * width];
    for (int block = 0; block < StreetModel.HEIGHT * StreetModel.WIDTH; block++) {
      int row = block / StreetModel.WIDTH * factor;
      int column = block % StreetModel.WIDTH * factor;
      int red = random.nextInt(120);
      int green = 120 + random.nextInt(120);
      boolean swapped = random.nextBoolean();
      int depth = deep && random.nextInt(3) == 0 ? 9804 : 4 + 10 * random.nextInt(100);
      int said = deep && depth == 9804 ? 2 : swapped ? 0 : 1;
      int is = random.nextInt(3) > 0 ? said : random.nextInt(3);
      for (int i = 0; i < factor * factor; i++) {
        int pixel = (row + i / factor) * width + column + i % factor;
        rgb[3 * pixel] = (byte) (swapped ? green : red);
        rgb[3 * pixel + 1] = (byte) (swapped ? red : green);
        mm[pixel] = (short) (deep ? depth : 0);
        truth[pixel] = (byte) (random.nextInt(12) == 0 ? 255 : is);
      }
    }
    return new Scene("drive/%d".formatted(number), height, width, rgb, mm, truth);
  }

  private StreamItem item(String name, byte[] file, Map<String, Object> attributes) {
    return new StreamItem(name, server.store.add(file), "image/png", file.length, attributes);
  }

  private StreamItem picture(Scene s) {
    return item(
        "rgb", new PngCodec().encode(NdArray.uint8(s.rgb(), s.height(), s.width(), 3)), Map.of());
  }

  private StreamItem depth(Scene s, int millimetres) {
    short[] stored = s.mm().clone();
    for (int i = 0; i < stored.length; i++) {
      stored[i] /= (short) millimetres;
    }
    return item(
        "depth",
        new PngCodec().encode(NdArray.uint16(stored, s.height(), s.width())),
        millimetres == 1 ? Map.of() : Map.of("scale", 0.001 * millimetres));
  }

  /** In a table of its own. */
  private AcceptedAnnotation labels(Scene s) {
    byte[] stored = s.truth().clone();
    for (int i = 0; i < stored.length; i++) {
      stored[i] = (byte) (stored[i] == -1 ? 255 : 7 + 2 * stored[i]);
    }
    byte[] file = new PngCodec().encode(NdArray.uint8(stored, s.height(), s.width()));
    return new AcceptedAnnotation(
        "rgb",
        null,
        new Geometry.LabelMap(server.store.add(file), "image/png", file.length, TABLE, 255),
        Map.of(),
        null,
        false,
        false,
        AnnotationSource.SIMULATOR);
  }

  private void add(
      String key, Split split, @Nullable AcceptedAnnotation truth, StreamItem... items) {
    rows.add(
        new TestManifest.Row(
            key,
            split,
            null,
            1_700_000_000_000_000_000L + rows.size(),
            List.of(items),
            truth == null ? List.of() : List.of(truth)));
  }

  private void judged(Scene s, StreamItem... items) {
    scenes.add(s);
    add(s.key(), Split.TEST, labels(s), items);
  }

  private PredictResult predict() throws Exception {
    return InProcess.run(
        server,
        folder,
        "predict",
        new PredictInput(
            server.store.add(StreetModel.packaged(CLASSES)),
            TestManifest.store(server.store, folder, rows),
            Split.TEST,
            TaskKind.SEGMENTATION,
            CLASSES,
            SPEC,
            STREAMS,
            4),
        PredictResult.class);
  }

  @Test
  void countsThePixelsThatNumpyCounts() throws Exception {
    Python python = Python.with("numpy");
    for (int number = 0; number < 6; number++) {
      Scene s = scene(number, 2, true);
      judged(s, picture(s), depth(s, number == 3 ? 2 : 1));
    }
    Scene without = scene(6, 2, false);
    judged(without, picture(without));
    Scene large = scene(7, 4, true);
    judged(large, picture(large), depth(large, 1));

    PredictResult result = predict();

    assertThat(result.rejects()).isEmpty();
    assertThat(result.count()).isEqualTo(8);
    List<String> theirs = byNumpy(python);
    byte[] tar = server.store.get(Objects.requireNonNull(result.masks()));
    Path file = Files.write(folder.resolve("rows.parquet"), server.store.get(result.predictions()));
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select * from read_parquet('%s') order by key".formatted(file))) {
      for (int i = 0; i < 8; i++) {
        assertThat(row.next()).isTrue();
        assertThat(row.getString("key")).isEqualTo("drive/" + i);
        assertThat(row.getString("group_key")).isEqualTo("drive");
        assertThat(row.getDouble("confidence")).isBetween(1 / 3.0, 1.0);
        assertThat(dense(row)).as("confusion of %d", i).isEqualTo(theirs.get(3 * i));
        assertThat(bands(row)).as("contours of %d", i).isEqualTo(theirs.get(3 * i + 1));
        assertThat(mask(row, tar)).as("mask of %d", i).isEqualTo(theirs.get(3 * i + 2));
      }
    }
  }

  private static String dense(ResultSet row) throws Exception {
    Object[] cells = (Object[]) row.getArray("confusion_cells").getArray();
    Object[] pixels = (Object[]) row.getArray("confusion_pixels").getArray();
    int[] all = new int[9];
    for (int i = 0; i < cells.length; i++) {
      all[(Integer) cells[i]] = (Integer) pixels[i];
    }
    return text(IntStream.of(all).boxed().toArray());
  }

  private static String bands(ResultSet row) throws Exception {
    return "%s %s %s"
        .formatted(
            text((Object[]) row.getArray("band_truth").getArray()),
            text((Object[]) row.getArray("band_predicted").getArray()),
            text((Object[]) row.getArray("band_hits").getArray()));
  }

  private static String text(Object[] numbers) {
    return String.join(" ", Arrays.stream(numbers).map(String::valueOf).toList());
  }

  private static String mask(ResultSet row, byte[] tar) throws Exception {
    int from = (int) row.getLong("mask_offset");
    byte[] png = Arrays.copyOfRange(tar, from, from + (int) row.getLong("mask_size"));
    assertThat(Digest.of(png).hex()).isEqualTo(row.getString("mask_digest"));
    Image image = (Image) new ImageIoCodec().decode(png, ImageLimits.STANDARD);
    return text(
        IntStream.range(0, image.pixels().length)
            .mapToObj(i -> image.pixels()[i] & 0xff)
            .toArray());
  }

  private List<String> byNumpy(Python python) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of(script(), "" + StreetModel.HEIGHT, "" + StreetModel.WIDTH));
    for (Scene s : scenes) {
      Path own = Files.createDirectories(folder.resolve("numpy/" + s.key()));
      ByteBuffer depth = ByteBuffer.allocate(2 * s.mm().length).order(ByteOrder.LITTLE_ENDIAN);
      depth.asShortBuffer().put(s.mm());
      Files.write(own.resolve("rgb"), s.rgb());
      Files.write(own.resolve("depth"), depth.array());
      Files.write(own.resolve("truth"), s.truth());
      Files.writeString(own.resolve("size"), "%d %d".formatted(s.height(), s.width()));
      arguments.add(own.toString());
    }
    Python.Output output =
        python.run(folder, Duration.ofMinutes(1), Map.of(), arguments.toArray(String[]::new));
    assertThat(output.succeeded()).as(output.text()).isTrue();
    return output.text().strip().lines().toList();
  }

  private static String script() throws URISyntaxException {
    return Path.of(
            Objects.requireNonNull(PredictMasksIT.class.getResource("masks_by_numpy.py")).toURI())
        .toString();
  }

  @Test
  void namesEachMemberThatCannotBeJudged() throws Exception {
    Scene s = scene(0, 2, true);
    judged(s, picture(s), depth(s, 1));
    add("no/truth", Split.TEST, null, picture(s));
    byte[] nothing = new byte[s.truth().length];
    Arrays.fill(nothing, (byte) 255);
    Scene blank = new Scene("", s.height(), s.width(), s.rgb(), s.mm(), nothing);
    add("blank/truth", Split.TEST, labels(blank), picture(s));
    add("no/colour", Split.TEST, labels(s), depth(s, 1));
    byte[] whole = new PngCodec().encode(NdArray.uint8(s.rgb(), s.height(), s.width(), 3));
    add(
        "cut/colour",
        Split.TEST,
        labels(s),
        item("rgb", Arrays.copyOf(whole, whole.length / 2), Map.of()));
    add("other/split", Split.TRAIN, labels(s), picture(s));

    PredictResult result = predict();

    assertThat(result.count()).isOne();
    assertThat(result.rejects())
        .extracting(Reject::item, Reject::reason, Reject::stream)
        .containsExactly(
            tuple("blank/truth", "NO_TRUTH", "truth"),
            tuple("cut/colour", "TRUNCATED", "rgb"),
            tuple("no/colour", "MISSING_STREAM", "rgb"),
            tuple("no/truth", "NO_TRUTH", "truth"));
  }
}
