package dev.gyre.streams.codec;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.array.NdArray;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * JPEG, baseline and progressive, gray and colour. CMYK is refused, because its conversion would
 * depend on the profiles of the machine. Writing loses.
 */
public final class JpegCodec extends PictureCodec {

  /** Good for pictures that people look at and models learn from. */
  public static final double STANDARD_QUALITY = 0.9;

  private final double quality;

  public JpegCodec() {
    this(STANDARD_QUALITY);
  }

  /**
   * Writes in this quality.
   *
   * @param quality above 0 to 1
   */
  public JpegCodec(double quality) {
    if (!(quality > 0 && quality <= 1)) {
      throw new IllegalArgumentException("JPEG quality %s is not above 0 to 1".formatted(quality));
    }
    this.quality = quality;
  }

  @Override
  public String name() {
    return "jpeg";
  }

  @Override
  public String mediaType() {
    return "image/jpeg";
  }

  @Override
  public boolean recognises(byte[] file) {
    return file.length >= 8 && (file[0] & 0xff) == 0xff && (file[1] & 0xff) == 0xd8;
  }

  @Override
  Inspection inspect(byte[] file, DecodeOptions options) {
    return new JpegInspector(file, options.limits()).inspect();
  }

  @Override
  ImageReader reader() {
    return reader(JPEGImageReaderSpi.class, new JPEGImageReaderSpi());
  }

  @Override
  public byte[] encode(NdArray values) {
    if (values.type() != ElementType.UINT8) {
      throw Rasters.unfit(values, name());
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(values.length() / 8 + 1024);
    ImageWriter writer = writer();
    try (MemoryCacheImageOutputStream target = new MemoryCacheImageOutputStream(out)) {
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality((float) quality);
      writer.setOutput(target);
      writer.write(null, new IIOImage(Rasters.wrap(values, name()), null, null), settings);
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /** The platform's own, whichever others are registered. */
  private static ImageWriter writer() {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
    while (writers.hasNext()) {
      ImageWriter writer = writers.next();
      if (writer.getClass().getModule() == ImageIO.class.getModule()) {
        return writer;
      }
    }
    throw new IllegalStateException("This Java platform has no JPEG writer");
  }
}
