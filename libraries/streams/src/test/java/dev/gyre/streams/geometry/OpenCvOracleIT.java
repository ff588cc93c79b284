package dev.gyre.streams.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.infra.testsupport.Python;
import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.canonical.CanonicalJson;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares geometry and light with OpenCV and numpy, which build the matrices of all steps anew
 * from what the steps declare. Needs {@code opencv-python-headless}; numpy comes with it.
 * Tolerances: pictures one level of 255, labels no pixel, boxes a thousandth of a pixel, areas a
 * thousandth.
 *
 * <p>OpenCV's warps know places to a 32nd of a pixel, which on noise is up to five levels off: they
 * are the oracle of smooth pictures, and numpy's exact values that of noise.
 */
class OpenCvOracleIT {

  private static final Map<String, Double> TOLERANCES =
      Map.of("picture", 1.0, "labels", 0.0, "area", 1.0, "light", 1.0, "regions", 1e-3);

  @TempDir Path folder;

  private final List<Map<String, Object>> cases = new ArrayList<>();

  @Test
  void agreesWithOpenCvAndNumpy() throws Exception {
    Python python = Python.with("cv2", "numpy");
    for (int seed = 0; seed < 40; seed++) {
      pictures(seed);
      labels(seed);
      area(seed);
      regions(seed);
    }
    for (int seed = 0; seed < 14; seed++) {
      light(seed);
    }
    Files.writeString(folder.resolve("cases.json"), CanonicalJson.write(cases));

    Python.Output output =
        python.run(folder, Duration.ofMinutes(2), Map.of(), script().toString(), folder.toString());

    assertThat(output.succeeded()).as(output.text()).isTrue();
    List<String> lines = output.text().lines().toList();
    assertThat(lines).hasSizeGreaterThan(500);
    assertThat(lines).filteredOn(line -> !isClose(line)).isEmpty();
    assertThat(lines.stream().map(line -> line.split(" ", -1)[2]).distinct())
        .containsExactlyInAnyOrder(
            "numpy",
            "fill",
            "new-values",
            "cv2.resize",
            "cv2.warpAffine",
            "cv2.warpPerspective",
            "boxes",
            "areas");
  }

  private static boolean isClose(String line) {
    List<String> words = List.of(line.split(" ", -1));
    double difference = Double.parseDouble(words.getLast());
    return difference <= TOLERANCES.getOrDefault(words.getFirst(), -1.0);
  }

  private void pictures(int seed) throws IOException {
    Random random = new Random(seed);
    FrameSize size = Frames.size(random);
    List<Transform> resize = List.of(new Transform.Resize(Frames.size(random)));
    int channels = 1 + random.nextInt(4);
    NdArray noise =
        Frames.noise(random, ElementType.UINT8, 256, size.heightPx(), size.widthPx(), channels);
    picture("resize" + seed, noise, size, resize);
    picture("noise" + seed, noise, size, Frames.steps(random, size));
    picture("smooth" + seed, Frames.smooth(random, size), size, Frames.steps(random, size));
    Transform lone = Frames.step(random, 5 + seed % 2, size);
    picture("smooth-lone" + seed, Frames.smooth(random, size), size, List.of(lone));
  }

  private void picture(String name, NdArray image, FrameSize size, List<Transform> steps)
      throws IOException {
    Layer.Picture target =
        new Layer.Picture(image, Sampling.BILINEAR, 9).through(Warp.of(size, steps));
    Map<String, Object> members = frame("picture", name, size, steps);
    members.put("fill", 9);
    write(members, image, target.pixels());
  }

  private void labels(int seed) throws IOException {
    Random random = new Random(1_000 + seed);
    FrameSize size = Frames.size(random);
    ElementType type = seed % 3 == 0 ? ElementType.UINT16 : ElementType.UINT8;
    NdArray ids = Frames.noise(random, type, 200, size.heightPx(), size.widthPx(), 1);
    List<List<Transform>> all =
        List.of(
            List.of(new Transform.Resize(Frames.size(random))),
            List.of(Frames.step(random, 5, size)),
            Frames.steps(random, size),
            Frames.steps(random, size));
    for (int i = 0; i < all.size(); i++) {
      Layer.Labels target = new Layer.Labels(ids, 255).through(Warp.of(size, all.get(i)));
      Map<String, Object> members =
          frame("labels", "labels%d-%d".formatted(seed, i), size, all.get(i));
      members.put("fill", 255);
      write(members, ids, target.ids());
    }
  }

  private void area(int seed) throws IOException {
    Random random = new Random(2_000 + seed);
    FrameSize size = Frames.size(random);
    Transform crop = Frames.step(random, 1, size);
    FrameSize left = crop.sizeAfter(size);
    FrameSize smaller =
        new FrameSize(1 + random.nextInt(left.widthPx()), 1 + random.nextInt(left.heightPx()));
    NdArray noise =
        Frames.noise(random, ElementType.UINT8, 256, size.heightPx(), size.widthPx(), 3);
    List<Transform> steps =
        List.of(
            crop,
            new Transform.Resize(smaller),
            new Transform.Flip(Transform.Flip.Axis.HORIZONTAL),
            new Transform.Pad(seed % 3, 2, 0, seed % 5));
    Layer.Picture target = new Layer.Picture(noise, Sampling.AREA, 9).through(Warp.of(size, steps));
    Map<String, Object> members = frame("area", "area" + seed, size, steps);
    members.put("fill", 9);
    write(members, noise, target.pixels());
  }

  private void light(int seed) throws IOException {
    Random random = new Random(3_000 + seed);
    FrameSize size = Frames.size(random);
    ElementType type = seed % 3 == 0 ? ElementType.UINT16 : ElementType.UINT8;
    NdArray noise =
        Frames.noise(
            random,
            type,
            type == ElementType.UINT8 ? 256 : 65_536,
            size.heightPx(),
            size.widthPx(),
            3);
    List<Photometric> every =
        List.of(
            Photometric.of(Photometric.Change.BRIGHTNESS, random.nextDouble(-0.3, 0.3)),
            Photometric.of(Photometric.Change.CONTRAST, random.nextDouble(0.5, 1.5)),
            Photometric.of(Photometric.Change.SATURATION, random.nextDouble(0, 2)),
            Photometric.of(Photometric.Change.HUE, random.nextDouble(-180, 180)),
            Photometric.of(Photometric.Change.GAMMA, random.nextDouble(0.5, 2)),
            Photometric.of(Photometric.Change.BLUR, random.nextDouble(0.3, 3)));
    List<Photometric> changes = seed < 6 ? List.of(every.get(seed)) : every;
    Map<String, Object> members = frame("light", "light" + seed, size, List.of());
    members.put("light", changes.stream().map(Photometric::toMembers).toList());
    write(members, noise, Photometric.apply(changes, noise));
  }

  /** Resizes, flips, turns and perspectives, each at the end, so that one frame alone cuts. */
  private void regions(int seed) {
    Random random = new Random(4_000 + seed);
    FrameSize size = Frames.size(random);
    int[] kinds = {0, 1, 3, 4, 5, 6};
    List<Transform> steps = List.of(Frames.step(random, kinds[seed % kinds.length], size));
    Warp warp = Warp.of(size, steps);
    List<Map<String, Object>> regions = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      Box box = box(random, size);
      regions.add(region(box, warp));
    }
    Map<String, Object> members = frame("regions", "regions" + seed, size, steps);
    members.put("regions", regions);
    cases.add(members);
  }

  private static Box box(Random random, FrameSize size) {
    double left = random.nextDouble(size.widthPx() - 2);
    double top = random.nextDouble(size.heightPx() - 2);
    return new Box(
        left,
        top,
        left + 1 + random.nextDouble(size.widthPx() - left - 1),
        top + 1 + random.nextDouble(size.heightPx() - top - 1));
  }

  private static Map<String, Object> region(Box box, Warp warp) {
    Map<String, Box> one = Map.of("box", box);
    Box full = new Layer.Boxes(Layer.Extent.FULL, one, List.of()).through(warp).boxes().get("box");
    Box visible =
        new Layer.Boxes(Layer.Extent.VISIBLE, one, List.of()).through(warp).boxes().get("box");
    Polygon polygon =
        new Layer.Polygons(Map.of("box", new Polygon(box.corners())), List.of())
            .through(warp)
            .polygons()
            .get("box");
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("outline", numbers(box.corners()));
    members.put("full", full == null ? null : numbers(full));
    members.put("visible", visible == null ? null : numbers(visible));
    members.put("polygon", polygon == null ? null : numbers(polygon.corners()));
    return members;
  }

  private static List<List<Double>> numbers(List<Point> points) {
    return points.stream().map(point -> List.of(point.x(), point.y())).toList();
  }

  private static List<Double> numbers(Box box) {
    return List.of(box.left(), box.top(), box.right(), box.bottom());
  }

  private static Map<String, Object> frame(
      String kind, String name, FrameSize size, List<Transform> steps) {
    return new LinkedHashMap<>(
        Map.of(
            "kind",
            kind,
            "name",
            name,
            "frame",
            List.of(size.widthPx(), size.heightPx()),
            "steps",
            steps.stream().map(Transform::toMembers).toList()));
  }

  private void write(Map<String, Object> members, NdArray before, NdArray after)
      throws IOException {
    members.put("dtype", before.type().wireName());
    members.put("shape", shape(before));
    members.put("shape_after", shape(after));
    Files.write(folder.resolve(members.get("name") + ".in"), bytes(before));
    Files.write(folder.resolve(members.get("name") + ".out"), bytes(after));
    cases.add(members);
  }

  private static List<Integer> shape(NdArray array) {
    return Arrays.stream(array.shape()).boxed().toList();
  }

  private static byte[] bytes(NdArray array) {
    ByteBuffer buffer =
        ByteBuffer.allocate(array.length() * array.type().bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < array.length(); i++) {
      if (array.type() == ElementType.UINT8) {
        buffer.put((byte) (int) array.at(i));
      } else {
        buffer.putShort((short) (int) array.at(i));
      }
    }
    return buffer.array();
  }

  private static Path script() throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(OpenCvOracleIT.class.getResource("check_geometry.py")).toURI());
  }
}
