package dev.gyre.integration;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Archives and pictures, sound ones and others. */
final class Zips {

  private static final int MADE_BY = 4;
  private static final int ATTRIBUTES = 38;
  private static final byte[] CENTRAL = {'P', 'K', 1, 2};

  private Zips() {}

  /** A grey picture of eight by eight. */
  static byte[] picture(int shade) {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 64; i++) {
      image.getRaster().setSample(i % 8, i / 8, 0, (shade + i) & 0xff);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The first half of a picture. */
  static byte[] half(byte[] picture) {
    return Arrays.copyOf(picture, picture.length / 2);
  }

  /** A sound picture whose header now says fifty thousand by fifty thousand. */
  static byte[] bomb() {
    byte[] picture = picture(1);
    ByteBuffer header = ByteBuffer.wrap(picture);
    header.putInt(16, 50_000).putInt(20, 50_000);
    CRC32 sum = new CRC32();
    sum.update(picture, 12, 17);
    header.putInt(29, (int) sum.getValue());
    return picture;
  }

  /** An archive of entries, each a path with its bytes. */
  static byte[] of(Object... pathsAndBytes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (int i = 0; i < pathsAndBytes.length; i += 2) {
        zip.putNextEntry(new ZipEntry((String) pathsAndBytes[i]));
        zip.write((byte[]) pathsAndBytes[i + 1]);
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The same archive with every entry marked as a symbolic link, as Unix does. */
  static byte[] linked(byte[] zip) {
    byte[] links = zip.clone();
    for (int i = 0; i < links.length - ATTRIBUTES - 4; i++) {
      if (Arrays.equals(links, i, i + 4, CENTRAL, 0, 4)) {
        links[i + MADE_BY + 1] = 3;
        links[i + ATTRIBUTES + 2] = (byte) 0xff;
        links[i + ATTRIBUTES + 3] = (byte) 0xa1;
      }
    }
    return links;
  }

  /** A picture, and after it five hundred megabytes of zeros in less than one. */
  static byte[] zeros() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] block = new byte[1 << 20];
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      zip.putNextEntry(new ZipEntry("zero/first.png"));
      zip.write(picture(77));
      zip.closeEntry();
      for (int file = 0; file < 10; file++) {
        zip.putNextEntry(new ZipEntry("zero/zeros-%d.png".formatted(file)));
        for (int i = 0; i < 50; i++) {
          zip.write(block);
        }
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
