package dev.gyre.integration;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** The first of the digits that come with Gyre, by path such as {@code three/0013.png}. */
record Pictures(SortedMap<String, byte[]> labelled, SortedMap<String, byte[]> others) {

  static final List<String> CLASSES =
      List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

  private static final int PER_CLASS = 30;
  private static final int UNLABELLED = 12;

  /** Thirty of each class, and some more of zero. */
  static Pictures load() {
    SortedMap<String, byte[]> labelled = new TreeMap<>();
    SortedMap<String, byte[]> others = new TreeMap<>();
    all()
        .forEach((path, bytes) -> {
          String className = path.substring(0, path.indexOf('/'));
          long seen = labelled.keySet().stream().filter(key -> key.startsWith(className)).count();
          if (seen < PER_CLASS) {
            labelled.put(path, bytes);
          } else if (className.equals("zero") && others.size() < UNLABELLED) {
            others.put(path, bytes);
          }
        });
    return new Pictures(labelled, others);
  }

  /** The bytes of the picture of a sample. */
  InputStream of(String key) {
    return new ByteArrayInputStream(Objects.requireNonNull(labelled.get(key + ".png"), key));
  }

  /** All of them as class folders, with one more of a class that nobody knows. */
  InputStream archive() {
    return zip(files());
  }

  /** One of several archives that are the whole together. */
  byte[] archive(int part, int parts) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    int place = 0;
    for (Map.Entry<String, byte[]> file : files().entrySet()) {
      if (place++ % parts == part) {
        files.put(file.getKey(), file.getValue());
      }
    }
    return bytes(files);
  }

  private SortedMap<String, byte[]> files() {
    SortedMap<String, byte[]> files = new TreeMap<>(labelled);
    others.forEach((path, bytes) -> files.put("_unlabelled/" + path.replace('/', '-'), bytes));
    files.put("eleven/0001.png", labelled.firstEntry().getValue());
    return files;
  }

  /** An archive of one picture that is not among the others. */
  static InputStream another(String path) {
    return zip(Map.of(path, all().lastEntry().getValue()));
  }

  /** Zeros that are not among the others, as a camera sees them that takes black for white. */
  static List<byte[]> negatives(int from, int to) {
    return all().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("zero/"))
        .skip(PER_CLASS + UNLABELLED + from)
        .limit(to - from)
        .map(entry -> negative(entry.getValue()))
        .toList();
  }

  /** The same with black for white. */
  static byte[] negative(byte[] png) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
      WritableRaster raster = image.getRaster();
      int white = (1 << image.getColorModel().getPixelSize()) - 1;
      int[] values = raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[]) null);
      for (int i = 0; i < values.length; i++) {
        values[i] = white - values[i];
      }
      raster.setPixels(0, 0, raster.getWidth(), raster.getHeight(), values);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(image, "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream zip(Map<String, byte[]> files) {
    return new ByteArrayInputStream(bytes(files));
  }

  private static byte[] bytes(Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        // Equal pictures are an equal archive, whenever it is made.
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static SortedMap<String, byte[]> all() {
    SortedMap<String, byte[]> pictures = new TreeMap<>();
    try (ZipInputStream zip =
        new ZipInputStream(
            Objects.requireNonNull(Pictures.class.getResourceAsStream("/digits/digits.zip")))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().endsWith(".png")) {
          pictures.put(entry.getName(), zip.readAllBytes());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pictures;
  }
}
