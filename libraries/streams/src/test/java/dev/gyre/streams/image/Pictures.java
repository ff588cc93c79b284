package dev.gyre.streams.image;

import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.codec.JpegCodec;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures for tests, sound and broken. */
public final class Pictures {

  private Pictures() {}

  public static Image random(long seed, int heightPx, int widthPx, int channels) {
    byte[] pixels = new byte[heightPx * widthPx * channels];
    new Random(seed).nextBytes(pixels);
    return new Image(heightPx, widthPx, channels, pixels);
  }

  /** A slope that JPEG keeps well. */
  public static Image slope(int heightPx, int widthPx, int channels) {
    byte[] pixels = new byte[heightPx * widthPx * channels];
    for (int i = 0; i < pixels.length; i++) {
      int place = i / channels;
      pixels[i] = (byte) (place / widthPx * 2 + place % widthPx + 40 * (i % channels));
    }
    return new Image(heightPx, widthPx, channels, pixels);
  }

  public static byte[] png(Image image) {
    return new ImageIoCodec().encodePng(image);
  }

  public static byte[] jpeg(Image image) {
    return new JpegCodec()
        .encode(NdArray.uint8(image.pixels(), image.heightPx(), image.widthPx(), image.channels()));
  }

  public static byte[] write(BufferedImage picture, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(picture, format, out)) {
        throw new IllegalStateException("No writer for " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A PNG of a few bytes that claims any size; its pixels are missing or garbage. */
  public static byte[] pngClaiming(int widthPx, int heightPx, int depth, int colourType) {
    ByteBuffer header = ByteBuffer.allocate(13).putInt(widthPx).putInt(heightPx);
    header.put((byte) depth).put((byte) colourType).put((byte) 0).put((byte) 0).put((byte) 0);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ByteBuffer.allocate(8).putLong(0x89504e470d0a1a0aL).array());
    out.writeBytes(chunk("IHDR", header.array()));
    out.writeBytes(chunk("IDAT", new byte[] {1, 2, 3}));
    out.writeBytes(chunk("IEND", new byte[0]));
    return out.toByteArray();
  }

  /** The PNG with a chunk put behind its header. */
  public static byte[] withChunk(byte[] png, String type, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(png, 0, 33);
    out.writeBytes(chunk(type, content));
    out.write(png, 33, png.length - 33);
    return out.toByteArray();
  }

  /** A chunk with its length and checksum. */
  public static byte[] chunk(String type, byte[] content) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    return ByteBuffer.allocate(12 + content.length)
        .putInt(content.length)
        .put(name)
        .put(content)
        .putInt((int) crc.getValue())
        .array();
  }
}
