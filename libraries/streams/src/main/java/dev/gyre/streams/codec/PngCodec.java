package dev.gyre.streams.codec;

import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.array.NdArray;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/**
 * <a href="https://www.w3.org/TR/png-3/">PNG</a> of 1 to 16 bits: gray, colour and palette;
 * transparency is dropped. Writes gray and colour of 8 and 16 bits without loss.
 */
public final class PngCodec extends PictureCodec {

  @Override
  public String name() {
    return "png";
  }

  @Override
  public String mediaType() {
    return "image/png";
  }

  @Override
  public boolean recognises(byte[] file) {
    return file.length >= 8 && ByteBuffer.wrap(file).getLong() == PngInspector.SIGNATURE;
  }

  @Override
  Inspection inspect(byte[] file, DecodeOptions options) {
    return new PngInspector(file, options).inspect();
  }

  @Override
  ImageReader reader() {
    return ImageIO.getImageReadersByFormatName("png").next();
  }

  @Override
  public byte[] encode(NdArray values) {
    return write(Rasters.wrap(values, name()));
  }

  /**
   * Label ids as a picture with a palette, so that every viewer shows classes in their colours.
   *
   * @param ids 8-bit ids of height and width
   * @param rgb the colour of each id from 0, as {@code 0xRRGGBB}; at most 256
   * @throws IllegalArgumentException if there is no colour for one of the ids, or the array is none
   *     of labels
   */
  public byte[] encodeIds(NdArray ids, List<Integer> rgb) {
    if (ids.type() != ElementType.UINT8 || Rasters.channels(ids, name()) != 1) {
      throw Rasters.unfit(ids, name());
    }
    for (byte id : ids.bytes()) {
      if ((id & 0xff) >= rgb.size()) {
        throw new IllegalArgumentException(
            "Id %d has no colour in a palette of %d; add one".formatted(id & 0xff, rgb.size()));
      }
    }
    int[] colours = rgb.stream().mapToInt(Integer::intValue).toArray();
    IndexColorModel palette =
        new IndexColorModel(8, colours.length, colours, 0, false, -1, DataBuffer.TYPE_BYTE);
    WritableRaster raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(ids.bytes(), ids.length()),
            ids.size(1),
            ids.size(0),
            ids.size(1),
            1,
            new int[] {0},
            null);
    return write(new BufferedImage(palette, raster, false, null));
  }

  private static byte[] write(BufferedImage picture) {
    ByteArrayOutputStream out =
        new ByteArrayOutputStream(picture.getWidth() * picture.getHeight() / 2 + 1024);
    try {
      if (!ImageIO.write(picture, "png", out)) {
        throw new IllegalStateException("This Java platform has no PNG writer");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
    return out.toByteArray();
  }
}
