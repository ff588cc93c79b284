package dev.gyre.benchmarks;

import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Archives of small gray pictures, no two alike, with their metadata; from a seed. */
final class PictureArchive {

  static final List<String> CLASSES =
      List.of(
          "car", "truck", "bus", "van", "tram", "bicycle", "scooter", "pedestrian", "dog", "cone");

  private static final int SIZE_PX = 8;
  private static final List<String> WEATHER = List.of("clear", "rain", "snow", "fog");

  private final Random random;

  PictureArchive(long seed) {
    random = new Random(seed);
    ImageIO.setUseCache(false);
  }

  /**
   * Writes one archive of class folders.
   *
   * @param from number of the first picture
   * @param metadata whether {@code night}, {@code distance} and {@code weather} go along
   */
  void write(Path file, int from, int count, boolean metadata) throws IOException {
    StringBuilder rows = new StringBuilder("file_name,night,distance,weather\n");
    try (ZipOutputStream zip =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20))) {
      for (int i = from; i < from + count; i++) {
        String path = "%s/%07d.png".formatted(CLASSES.get(i % CLASSES.size()), i);
        put(zip, path, picture(i));
        rows.append(
            String.format(
                Locale.ROOT,
                "%s,%s,%.2f,%s%n",
                path,
                random.nextInt(10) < 3,
                random.nextDouble() * 100,
                WEATHER.get(random.nextInt(WEATHER.size()))));
      }
      if (metadata) {
        put(zip, "metadata.csv", rows.toString().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  /** Gray values: the number itself, then noise. */
  byte[] pixels(int number) {
    byte[] pixels = new byte[SIZE_PX * SIZE_PX];
    random.nextBytes(pixels);
    for (int i = 0; i < 4; i++) {
      pixels[i] = (byte) (number >> (8 * i));
    }
    return pixels;
  }

  private byte[] picture(int number) throws IOException {
    BufferedImage image = new BufferedImage(SIZE_PX, SIZE_PX, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, SIZE_PX, SIZE_PX, pixels(number));
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    boolean _ = ImageIO.write(image, "png", png);
    return png.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }
}
