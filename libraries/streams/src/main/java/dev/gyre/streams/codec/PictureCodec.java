package dev.gyre.streams.codec;

import static dev.gyre.streams.codec.Refusal.Reason.DAMAGED;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Pictures through {@code javax.imageio}. The decoders see only the parts of a file that make its
 * pixels: text, colour profiles and previews are cut off first, so they neither change values nor
 * cost memory. The orientation tag is applied.
 */
abstract class PictureCodec implements Codec {

  static {
    ImageIO.setUseCache(false);
  }

  /** Walks a file whose size is within the limits. */
  abstract Inspection inspect(byte[] file, DecodeOptions options);

  abstract ImageReader reader();

  @Override
  public final Probed probe(byte[] file, DecodeOptions options) {
    return switch (bounded(file, options)) {
      case Inspection.Sound sound -> sound.frame().header(name());
      case Inspection.Unsound unsound -> unsound.refusal();
    };
  }

  @Override
  public final Decoded decode(byte[] file, DecodeOptions options) {
    return switch (bounded(file, options)) {
      case Inspection.Sound sound -> pixels(sound);
      case Inspection.Unsound unsound -> unsound.refusal();
    };
  }

  /**
   * The provider by class: service discovery depends on the class loader of the first caller, and
   * the order of providers on nothing.
   */
  static <S extends ImageReaderSpi> ImageReader reader(Class<S> type, S provider) {
    IIORegistry registry = IIORegistry.getDefaultInstance();
    S known = registry.getServiceProviderByClass(type);
    if (known == null) {
      registry.registerServiceProvider(provider);
      known = provider;
    }
    try {
      return known.createReaderInstance();
    } catch (IOException e) {
      throw new IllegalStateException(type.getSimpleName() + " cannot start", e);
    }
  }

  private Inspection bounded(byte[] file, DecodeOptions options) {
    if (file.length > options.limits().maxBytes()) {
      return new Inspection.Unsound(Codecs.tooManyBytes(file, options.limits()));
    }
    Inspection inspection = inspect(file, options);
    Refusal refusal =
        inspection instanceof Inspection.Sound sound
            ? options.tooDeep(sound.frame().bitDepth())
            : null;
    return refusal == null ? inspection : new Inspection.Unsound(refusal);
  }

  private Decoded pixels(Inspection.Sound sound) {
    List<String> warnings = new ArrayList<>();
    ImageReader reader = reader();
    try (ImageInputStream input = new EndingInput(sound.essence().toByteArray())) {
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      reader.setInput(input, false, true);
      Picture decoded = read(reader, sound.frame());
      for (String warning : warnings) {
        if (tellsOfLostPixels(warning)) {
          return new Refusal(DAMAGED, "The decoder says: " + warning);
        }
      }
      return Rasters.unwrap(decoded.raster(), decoded.colours(), sound.frame(), name());
    } catch (IOException | RuntimeException e) {
      // The decoders answer broken data with many exceptions, unchecked ones among them.
      return new Refusal(DAMAGED, "The compressed data cannot be decoded: " + e.getMessage());
    } finally {
      reader.dispose();
    }
  }

  private record Picture(Raster raster, @Nullable ColorModel colours) {}

  /** Floats as they are stored: in a picture they would be pressed into 0 to 1. */
  private static Picture read(ImageReader reader, Frame frame) throws IOException {
    if (frame.type().isFloating()) {
      return new Picture(reader.readRaster(0, null), null);
    }
    BufferedImage decoded = reader.read(0);
    return new Picture(decoded.getRaster(), decoded.getColorModel());
  }

  private static boolean tellsOfLostPixels(String warning) {
    return warning.contains("remature end")
        || (warning.contains("Corrupt JPEG data") && !warning.contains("extraneous bytes"));
  }
}
