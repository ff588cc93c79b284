package dev.gyre.data;

import dev.gyre.api.project.ElementType;
import dev.gyre.api.project.FieldSpec;
import dev.gyre.api.project.FieldType;
import dev.gyre.api.project.InsufficientEvidence;
import dev.gyre.api.project.Metric;
import dev.gyre.api.project.MetricRule;
import dev.gyre.api.project.Rightness;
import dev.gyre.api.project.StreamSpec;
import dev.gyre.api.project.TaskContract;
import dev.gyre.api.project.TaskKind;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** Archives of street scenes: colour, depth and pose, with maps and boxes as truth. */
public final class Streets {

  public static final int WIDTH = 8;
  public static final int HEIGHT = 6;

  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final StringBuilder lines = new StringBuilder();

  /** Three classes; colour and depth are required, the pose is not. */
  public static TaskContract contract(TaskKind task) {
    return contract(task, "road", "car", "person");
  }

  /** The same of other classes. */
  public static TaskContract contract(TaskKind task, String... classes) {
    return contract(task, List.of(), classes);
  }

  /** A segmentation that needs a stream of this name and kind too. */
  public static TaskContract needing(String stream) {
    List<StreamSpec> more = List.of(new StreamSpec(stream, stream, true, null));
    return contract(TaskKind.SEGMENTATION, more, "road", "car", "person");
  }

  private static TaskContract contract(TaskKind task, List<StreamSpec> more, String... classes) {
    boolean pixels = task == TaskKind.SEGMENTATION;
    List<StreamSpec> streams =
        new ArrayList<>(
            List.of(
                new StreamSpec("rgb", StreamSpec.IMAGE, true, 3),
                new StreamSpec(
                    "depth",
                    StreamSpec.DEPTH,
                    true,
                    null,
                    "m",
                    ElementType.UINT16,
                    null,
                    0.001,
                    null,
                    0.0,
                    10.0,
                    null),
                new StreamSpec("pose", StreamSpec.POSE, false, null)));
    streams.addAll(more);
    return new TaskContract(
        task,
        List.of(classes),
        streams,
        List.of(new FieldSpec("night", FieldType.BOOL), new FieldSpec("rain", FieldType.NUMBER)),
        List.of(),
        pixels ? Rightness.MEAN_IOU : Rightness.CLASS_EQUAL,
        pixels ? 0.5 : null,
        List.of(new MetricRule(Metric.ACCURACY, 0.5, null)),
        List.of(),
        0.1,
        InsufficientEvidence.REFUSE,
        null);
  }

  /** A picture of one value for each pixel, or of three; its content is the number. */
  public static byte[] png(int type, int width, int height, int number) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int band = 0; band < image.getRaster().getNumBands(); band++) {
      image.getRaster().setSample(number % width, number / width % height, band, 1 + band);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Puts a file into the archive. */
  public Streets file(String path, byte[] bytes) {
    files.put(path, bytes);
    return this;
  }

  /** Puts a line into the index as it is. */
  public Streets line(String json) {
    lines.append(json.replace("\n", " ")).append('\n');
    return this;
  }

  /** The four pictures of a moment: {@code rgb, depth, seg, ids}, each in a folder of its name. */
  public Streets pictures(int number) {
    return file(
            "rgb/%d.png".formatted(number), png(BufferedImage.TYPE_INT_RGB, WIDTH, HEIGHT, number))
        .file(
            "depth/%d.png".formatted(number),
            png(BufferedImage.TYPE_USHORT_GRAY, WIDTH, HEIGHT, number))
        .file(
            "seg/%d.png".formatted(number),
            png(BufferedImage.TYPE_BYTE_GRAY, WIDTH, HEIGHT, number))
        .file(
            "ids/%d.png".formatted(number),
            png(BufferedImage.TYPE_USHORT_GRAY, WIDTH, HEIGHT, number + 1));
  }

  /** The line of a moment whose pictures are there, with these annotations. */
  public Streets moment(int number, String annotations) {
    return line(json(number, annotations));
  }

  /** The same with something else in it. */
  public Streets momentWith(int number, String annotations, String was, String is) {
    String json = json(number, annotations);
    if (!json.contains(was)) {
      throw new IllegalArgumentException("There is no '%s' in %s".formatted(was, json));
    }
    return line(json.replace(was, is));
  }

  private static String json(int number, String annotations) {
    return """
    {"key": "drive/%1$d", "sequence": "drive", "time_ns": "%2$d",
     "metadata": {"night": %3$s, "rain": 0.5},
     "streams": {"depth": {"file": "depth/%1$d.png", "attributes": {"scale": 0.002}},
                 "rgb": {"file": "rgb/%1$d.png"}},
     "annotations": [%4$s]}
    """
        .formatted(number, 1_700_000_000_000_000_000L + number, number % 2 == 1, annotations);
  }

  /** A label map and an instance map of a moment, and a box around an object. */
  public static String truth(int number) {
    return """
    {"target": "rgb", "geometry": {"kind": "LABEL_MAP", "file": "seg/%1$d.png",
      "table": {"road": 0, "car": 1}, "ignore_id": 255}, "source": "SIMULATOR"},
    {"target": "rgb", "geometry": {"kind": "INSTANCE_MAP", "file": "ids/%1$d.png"},
      "source": "SIMULATOR"},
    {"target": "rgb", "class_name": "car", "object_id": "car-%1$d", "source": "SIMULATOR",
      "attributes": {"occlusion": 0.25},
      "geometry": {"kind": "BOX", "x_min_px": 1, "y_min_px": 0.5, "x_max_px": 4, "y_max_px": 3}}
    """
        .formatted(number);
  }

  /** So many moments with all their truth. */
  public static Streets drive(int count) {
    Streets streets = new Streets();
    for (int i = 0; i < count; i++) {
      streets.pictures(i).moment(i, truth(i));
    }
    return streets;
  }

  /** The zip. */
  public byte[] zip() {
    Map<String, byte[]> all = new LinkedHashMap<>(files);
    all.put("samples.jsonl", lines.toString().getBytes(StandardCharsets.UTF_8));
    return DataServer.zip(all);
  }
}
