package dev.gyre.data.imports;

import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.ElementType;
import dev.gyre.api.project.StreamSpec;
import dev.gyre.streams.image.ImageCodec;
import dev.gyre.streams.image.ImageFormat;
import dev.gyre.streams.image.ImageHeader;
import dev.gyre.streams.image.ImageIoCodec;
import dev.gyre.streams.image.ImageLimits;
import dev.gyre.streams.image.ImageRefusal;
import java.nio.ByteBuffer;
import tools.jackson.core.JacksonException;

/** Pictures by their codec, depth and maps as PNG of one channel, numbers as JSON lists. */
final class FileProbe implements StreamProbe {

  private static final String PNG = "image/png";
  private static final long PNG_SIGNATURE = 0x89504e470d0a1a0aL;
  private static final long PNG_END = 0x49454e44ae426082L;
  private static final int PNG_HEADER_BYTES = 33;
  private static final int POSE_NUMBERS = 7;

  private final ImageCodec codec = new ImageIoCodec();

  @Override
  public Probed probe(String kind, byte[] bytes) {
    return switch (kind) {
      case StreamSpec.IMAGE -> picture(bytes);
      case StreamSpec.DEPTH, LABEL_MAP, INSTANCE_MAP -> map(bytes);
      case StreamSpec.POSE -> numbers(bytes, POSE_NUMBERS);
      case StreamSpec.VECTOR -> numbers(bytes, 0);
      default -> new Probed.Other("application/octet-stream", null);
    };
  }

  private Probed picture(byte[] bytes) {
    return switch (codec.probe(bytes, ImageLimits.STANDARD)) {
      case ImageRefusal refusal -> new Probed.Refused(refusal.reason().name(), refusal.detail());
      case ImageHeader header ->
          new Probed.Raster(
              header.format() == ImageFormat.PNG ? PNG : "image/jpeg",
              ElementType.UINT8,
              header.widthPx(),
              header.heightPx(),
              header.channels());
    };
  }

  /** PNG alone, because JPEG would change ids; a palette's indices are values. */
  private Probed map(byte[] bytes) {
    ByteBuffer file = ByteBuffer.wrap(bytes);
    if (bytes.length < PNG_HEADER_BYTES || file.getLong(0) != PNG_SIGNATURE) {
      return new Probed.Refused("UNSUPPORTED_FORMAT", "Depth and maps are read as PNG");
    }
    int depth = file.get(24);
    int colour = file.get(25);
    if (depth <= 8 && codec.probe(bytes, ImageLimits.STANDARD) instanceof ImageRefusal refusal) {
      return new Probed.Refused(refusal.reason().name(), refusal.detail());
    }
    if (file.getLong(bytes.length - Long.BYTES) != PNG_END) {
      return new Probed.Refused("TRUNCATED", "The file does not end like a PNG");
    }
    int width = file.getInt(16);
    int height = file.getInt(20);
    if (width < 1 || height < 1 || (long) width * height > ImageLimits.STANDARD.maxPixels()) {
      return new Probed.Refused("TOO_LARGE", "The map has %d x %d pixels".formatted(width, height));
    }
    return new Probed.Raster(
        PNG, depth == 16 ? ElementType.UINT16 : ElementType.UINT8, width, height, channels(colour));
  }

  /** By the colour types of PNG: gray, palette, gray and colour with transparency, colour. */
  private static int channels(int colour) {
    return switch (colour) {
      case 0, 3 -> 1;
      case 4 -> 2;
      case 6 -> 4;
      default -> 3;
    };
  }

  private static Probed numbers(byte[] bytes, int count) {
    try {
      double[] numbers = ContractJson.mapper().readValue(bytes, double[].class);
      if (numbers.length == 0 || (count > 0 && numbers.length != count)) {
        return new Probed.Refused(
            "WRONG_LENGTH",
            "The list has %d numbers%s"
                .formatted(numbers.length, count > 0 ? "; a pose has " + count : ""));
      }
      for (double number : numbers) {
        if (!Double.isFinite(number)) {
          return new Probed.Refused("NOT_FINITE", "The list holds " + number);
        }
      }
      return new Probed.Other("application/json", ElementType.FLOAT64);
    } catch (JacksonException e) {
      return new Probed.Refused(
          "UNSUPPORTED_FORMAT", "No JSON list of numbers: " + e.getOriginalMessage());
    }
  }
}
