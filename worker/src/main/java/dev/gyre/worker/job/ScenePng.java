package dev.gyre.worker.job;

import dev.gyre.scenes.Frame;
import dev.gyre.streams.image.Image;
import dev.gyre.streams.image.ImageCodec;
import dev.gyre.streams.image.ImageIoCodec;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferUShort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Arrays of a frame as PNG. */
final class ScenePng {

  private static final ImageCodec CODEC = new ImageIoCodec();

  private ScenePng() {}

  static byte[] rgb(Frame frame, byte[] rgb) {
    return CODEC.encodePng(new Image(frame.heightPx(), frame.widthPx(), 3, rgb));
  }

  /** By the weights of ITU-R BT.601, rounded. */
  static byte[] gray(Frame frame, byte[] rgb) {
    byte[] gray = new byte[rgb.length / 3];
    for (int i = 0; i < gray.length; i++) {
      int red = rgb[3 * i] & 0xff;
      int green = rgb[3 * i + 1] & 0xff;
      int blue = rgb[3 * i + 2] & 0xff;
      gray[i] = (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
    }
    return bytes(frame, gray);
  }

  /** One unsigned byte a pixel. */
  static byte[] bytes(Frame frame, byte[] values) {
    return CODEC.encodePng(new Image(frame.heightPx(), frame.widthPx(), 1, values));
  }

  /** Unsigned 16 bits a pixel. */
  static byte[] wide(Frame frame, short[] values) {
    BufferedImage image =
        new BufferedImage(frame.widthPx(), frame.heightPx(), BufferedImage.TYPE_USHORT_GRAY);
    DataBufferUShort buffer = (DataBufferUShort) image.getRaster().getDataBuffer();
    System.arraycopy(values, 0, buffer.getData(), 0, values.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream(values.length);
    try {
      if (!ImageIO.write(image, "png", out)) {
        throw new IllegalStateException("This Java platform has no PNG writer");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
    return out.toByteArray();
  }
}
