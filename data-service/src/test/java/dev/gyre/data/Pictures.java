package dev.gyre.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import javax.imageio.ImageIO;

/** Small pictures, each of other content. */
public final class Pictures {

  private Pictures() {}

  /** A gray PNG of 4 x 4 pixels whose content is the number. */
  public static byte[] png(int number) {
    BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 4; i++) {
      image.getRaster().setSample(i, 0, 0, number >> (8 * i) & 0xff);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Files of an archive: half cats, half dogs, and a row of metadata for each.
   *
   * @param row of {@code night,distance,weather,part,drive}, by the picture's number
   */
  public static Map<String, byte[]> catsAndDogs(int count, IntFunction<String> row) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    StringBuilder csv = new StringBuilder("file_name,night,distance,weather,part,drive\n");
    for (int i = 0; i < count; i++) {
      String name = "%s/%04d.png".formatted(i % 2 == 0 ? "cat" : "dog", i);
      files.put(name, png(i));
      csv.append(name).append(',').append(row.apply(i)).append('\n');
    }
    files.put("metadata.csv", csv.toString().getBytes(StandardCharsets.UTF_8));
    return files;
  }
}
