package dev.gyre.serving.predict;

import dev.gyre.api.serving.Segment;
import dev.gyre.onnx.SegmenterGraph;
import dev.gyre.onnx.Tensor;
import dev.gyre.serving.log.PackedAnswer;
import dev.gyre.streams.image.Image;
import dev.gyre.streams.image.ImageIoCodec;
import dev.gyre.streams.image.ImageLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The class of each pixel as a model gives it, and the segments that this makes.
 *
 * @param map one channel; a value is the place of a class
 * @param segments in pixels of the map
 */
record ClassMap(Image map, List<Segment> segments) {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  ClassMap {
    segments = List.copyOf(segments);
  }

  /**
   * The first row of a model's outputs.
   *
   * @throws IllegalStateException if it names a class that there is not
   */
  static ClassMap of(List<String> classes, Map<String, Tensor> outputs) {
    Tensor row = required(outputs, SegmenterGraph.CLASS_MAP);
    byte[] pixels = row.toBytes();
    float[] confidences = required(outputs, SegmenterGraph.CONFIDENCE_MAP).toFloats();
    int height = Math.toIntExact(row.shape().get(1));
    int width = Math.toIntExact(row.shape().get(2));
    for (byte pixel : pixels) {
      if ((pixel & 0xff) >= classes.size()) {
        throw new IllegalStateException(
            "The model gave class %d of %d".formatted(pixel & 0xff, classes.size()));
      }
    }
    Image map = new Image(height, width, 1, pixels);
    return new ClassMap(map, Segments.of(map, confidences, classes));
  }

  /** Mask and segments in one file; equal ones give equal bytes. */
  byte[] pack() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      add(zip, PackedAnswer.MASK, png());
      add(zip, PackedAnswer.SEGMENTS, JSON.writeValueAsBytes(segments));
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /**
   * What {@link #pack} gave.
   *
   * @throws IOException if it is something else
   */
  static ClassMap unpack(byte[] file) throws IOException {
    Image map = null;
    List<Segment> segments = List.of();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] bytes = zip.readAllBytes();
        if (entry.getName().equals(PackedAnswer.SEGMENTS)) {
          segments =
              JSON.readValue(
                  new String(bytes, StandardCharsets.UTF_8), new TypeReference<List<Segment>>() {});
        } else if (new ImageIoCodec().decode(bytes, ImageLimits.STANDARD)
            instanceof Image decoded) {
          map = decoded;
        }
      }
    }
    if (map == null) {
      throw new IOException("There is no mask in it");
    }
    return new ClassMap(map, segments);
  }

  /** Streams of one moment in one file, in the order of their names. */
  static byte[] pack(Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        add(zip, file.getKey(), file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /** The map as PNG. */
  byte[] png() {
    return new ImageIoCodec().encodePng(map);
  }

  /** The same in another size: pixels by nearest neighbour, boxes to the pixels that they touch. */
  ClassMap scaledTo(int heightPx, int widthPx) {
    byte[] pixels = new byte[Math.multiplyExact(heightPx, widthPx)];
    for (int y = 0; y < heightPx; y++) {
      int row = nearest(y, heightPx, map.heightPx()) * map.widthPx();
      for (int x = 0; x < widthPx; x++) {
        pixels[y * widthPx + x] = map.pixels()[row + nearest(x, widthPx, map.widthPx())];
      }
    }
    return new ClassMap(
        new Image(heightPx, widthPx, 1, pixels),
        segments.stream().map(segment -> scaled(segment, heightPx, widthPx)).toList());
  }

  private Segment scaled(Segment segment, int heightPx, int widthPx) {
    int left = start(segment.xPx(), map.widthPx(), widthPx);
    int top = start(segment.yPx(), map.heightPx(), heightPx);
    return new Segment(
        segment.className(),
        segment.classIndex(),
        left,
        top,
        end(segment.xPx() + segment.widthPx(), map.widthPx(), widthPx) - left,
        end(segment.yPx() + segment.heightPx(), map.heightPx(), heightPx) - top,
        segment.areaShare(),
        segment.score());
  }

  /** The place whose centre is nearest, as {@code floor((i + 1/2) * from / to)}. */
  private static int nearest(int place, int to, int from) {
    return (int) ((2L * place + 1) * from / (2L * to));
  }

  private static int start(int place, int from, int to) {
    return (int) ((long) place * to / from);
  }

  private static int end(int place, int from, int to) {
    return (int) (((long) place * to + from - 1) / from);
  }

  private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  static Tensor required(Map<String, Tensor> outputs, String name) {
    Tensor tensor = outputs.get(name);
    if (tensor == null) {
      throw new IllegalStateException("The model gave no output '%s'".formatted(name));
    }
    return tensor;
  }
}
