package dev.gyre.streams.image;

import static dev.gyre.streams.image.ImageRefusal.Reason.DAMAGED;
import static dev.gyre.streams.image.ImageRefusal.Reason.NOT_AN_IMAGE;
import static dev.gyre.streams.image.ImageRefusal.Reason.TOO_LARGE;
import static dev.gyre.streams.image.ImageRefusal.Reason.TRUNCATED;
import static dev.gyre.streams.image.ImageRefusal.Reason.UNSUPPORTED_FORMAT;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * PNG (up to 8 bits) and JPEG (baseline and progressive, gray and colour) through {@code
 * javax.imageio}.
 *
 * <p>The decoders see only the parts of a file that make its pixels: text, colour profiles,
 * previews and orientation tags are cut off first, so they neither change values nor cost memory.
 * CMYK is refused, because its conversion would depend on the profiles of the machine.
 */
public final class ImageIoCodec implements ImageCodec {

  static {
    ImageIO.setUseCache(false);
  }

  @Override
  public String name() {
    return "image-io";
  }

  @Override
  public ProbeResult probe(byte[] file, ImageLimits limits) {
    return switch (inspect(file, limits)) {
      case Inspection.Sound sound -> sound.header();
      case Inspection.Unsound unsound -> unsound.refusal();
    };
  }

  @Override
  public DecodeResult decode(byte[] file, ImageLimits limits) {
    return switch (inspect(file, limits)) {
      case Inspection.Sound sound -> pixels(sound);
      case Inspection.Unsound unsound -> unsound.refusal();
    };
  }

  @Override
  public byte[] encodePng(Image image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(image.pixels().length / 2 + 1024);
    try {
      if (!ImageIO.write(Rasters.wrap(image), "png", out)) {
        throw new IllegalStateException("This Java platform has no PNG writer");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
    return out.toByteArray();
  }

  private static Inspection inspect(byte[] file, ImageLimits limits) {
    if (file.length > limits.maxBytes()) {
      return Inspection.refuse(
          TOO_LARGE,
          "%d bytes are more than the limit of %d".formatted(file.length, limits.maxBytes()));
    }
    if (file.length < 8) {
      return Inspection.refuse(
          file.length == 0 ? TRUNCATED : NOT_AN_IMAGE,
          "A file of %d bytes holds no picture".formatted(file.length));
    }
    if (ByteBuffer.wrap(file).getLong() == PngInspector.SIGNATURE) {
      return new PngInspector(file, limits).inspect();
    }
    if ((file[0] & 0xff) == 0xff && (file[1] & 0xff) == 0xd8) {
      return new JpegInspector(file, limits).inspect();
    }
    return unknown(file);
  }

  private static Inspection unknown(byte[] file) {
    String start = new String(file, 0, Math.min(12, file.length), StandardCharsets.ISO_8859_1);
    boolean picture =
        start.startsWith("GIF8")
            || start.startsWith("BM")
            || start.startsWith("II*\0")
            || start.startsWith("MM\0*")
            || (start.startsWith("RIFF") && start.endsWith("WEBP"))
            || start.startsWith("ftypavif", 4)
            || start.startsWith("ftypheic", 4);
    return picture
        ? Inspection.refuse(
            UNSUPPORTED_FORMAT, "A picture, but neither PNG nor JPEG; convert it to one of them")
        : Inspection.refuse(NOT_AN_IMAGE, "The first bytes are those of no known picture format");
  }

  private static DecodeResult pixels(Inspection.Sound sound) {
    List<String> warnings = new ArrayList<>();
    ImageReader reader = reader(sound.header().format());
    try (ImageInputStream input =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(sound.essence().toByteArray()))) {
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      reader.setInput(input, true, true);
      BufferedImage decoded = reader.read(0);
      for (String warning : warnings) {
        if (tellsOfLostPixels(warning)) {
          return new ImageRefusal(DAMAGED, "The decoder says: " + warning);
        }
      }
      return Rasters.unwrap(decoded, sound.header());
    } catch (IOException | RuntimeException e) {
      // The decoders answer broken data with many exceptions, unchecked ones among them.
      return new ImageRefusal(DAMAGED, "The compressed data cannot be decoded: " + e.getMessage());
    } finally {
      reader.dispose();
    }
  }

  private static boolean tellsOfLostPixels(String warning) {
    return warning.contains("remature end")
        || (warning.contains("Corrupt JPEG data") && !warning.contains("extraneous bytes"));
  }

  private static ImageReader reader(ImageFormat format) {
    return switch (format) {
      case PNG -> ImageIO.getImageReadersByFormatName("png").next();
      case JPEG -> jpegReader();
    };
  }

  /** The provider by class: service discovery depends on the class loader of the first caller. */
  private static ImageReader jpegReader() {
    IIORegistry registry = IIORegistry.getDefaultInstance();
    JPEGImageReaderSpi provider = registry.getServiceProviderByClass(JPEGImageReaderSpi.class);
    if (provider == null) {
      provider = new JPEGImageReaderSpi();
      registry.registerServiceProvider(provider);
    }
    try {
      return provider.createReaderInstance();
    } catch (IOException e) {
      throw new IllegalStateException("The JPEG reader cannot start", e);
    }
  }
}
