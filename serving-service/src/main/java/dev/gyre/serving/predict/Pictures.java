package dev.gyre.serving.predict;

import dev.gyre.onnx.DataType;
import dev.gyre.onnx.PixelFormat;
import dev.gyre.onnx.Tensor;
import dev.gyre.serving.deployment.InputSpec;
import dev.gyre.serving.log.LogOutcome;
import dev.gyre.streams.image.Image;
import dev.gyre.streams.image.ImageCodec;
import dev.gyre.streams.image.ImageIoCodec;
import dev.gyre.streams.image.ImageLimits;
import dev.gyre.streams.image.ImageRefusal;
import dev.gyre.streams.preparation.Colour;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Between files of pictures and what models take. */
@Component
class Pictures {

  private final ImageCodec codec = new ImageIoCodec();
  private final ImageLimits limits;

  Pictures(PredictProperties properties) {
    this.limits =
        new ImageLimits((int) properties.maxImageSize().toBytes(), properties.maxPixels());
  }

  /** A picture as the model takes it, or why there is none. */
  sealed interface Decoded {

    /** One row of UINT8 N, H, W, C. */
    record Picture(Tensor tensor) implements Decoded {}

    /** Not to be used. */
    record Bad(LogOutcome.Refused refusal) implements Decoded {}
  }

  int maxBytes() {
    return limits.maxBytes();
  }

  Decoded decode(byte[] file, InputSpec input) {
    return switch (codec.decode(file, limits)) {
      case ImageRefusal(ImageRefusal.Reason reason, String detail) ->
          new Decoded.Bad(new LogOutcome.Refused(reason.name(), detail));
      case Image image -> fit(image, input);
    };
  }

  /** The file format by the first bytes. */
  static String mediaType(byte[] file) {
    if (file.length > 1 && file[0] == (byte) 0x89 && file[1] == 'P') {
      return "image/png";
    }
    return file.length > 1 && file[0] == (byte) 0xff && file[1] == (byte) 0xd8
        ? "image/jpeg"
        : "application/octet-stream";
  }

  /** PNG of one row of UINT8 N, H, W, C. */
  byte[] encode(Tensor row, PixelFormat format) {
    int height = Math.toIntExact(row.shape().get(1));
    int width = Math.toIntExact(row.shape().get(2));
    byte[] pixels = row.toBytes();
    return codec.encodePng(
        new Image(
            height, width, format.channels(), format == PixelFormat.BGR ? turned(pixels) : pixels));
  }

  /** Mean and standard deviation of all values, in [0, 1]. */
  static Map<String, Double> features(Tensor tensor) {
    ByteBuffer values = tensor.data();
    long sum = 0;
    long squares = 0;
    int count = values.remaining();
    for (int i = 0; i < count; i++) {
      int value = values.get(i) & 0xff;
      sum += value;
      squares += (long) value * value;
    }
    if (count == 0) {
      return Map.of();
    }
    double mean = (double) sum / count;
    double variance = Math.max(0, (double) squares / count - mean * mean);
    return Map.of("mean", mean / 255, "std", Math.sqrt(variance) / 255);
  }

  private static Decoded fit(Image decoded, InputSpec input) {
    boolean wrong =
        (input.heightPx() != null && input.heightPx() != decoded.heightPx())
            || (input.widthPx() != null && input.widthPx() != decoded.widthPx());
    if (wrong) {
      return new Decoded.Bad(
          new LogOutcome.Refused(
              "WRONG_SIZE",
              "The picture has %d rows and %d columns; the model takes %s and %s"
                  .formatted(
                      decoded.heightPx(),
                      decoded.widthPx(),
                      input.heightPx() == null ? "any" : input.heightPx(),
                      input.widthPx() == null ? "any" : input.widthPx())));
    }
    return new Decoded.Picture(tensor(decoded, input.format()));
  }

  /** One row of UINT8 N, H, W, C. */
  static Tensor tensor(Image decoded, PixelFormat format) {
    Colour colour = format == PixelFormat.GRAY ? Colour.GRAY : Colour.RGB;
    Image image = colour.apply(decoded);
    byte[] pixels = format == PixelFormat.BGR ? turned(image.pixels()) : image.pixels();
    return new Tensor(
        DataType.UINT8,
        List.of(1L, (long) image.heightPx(), (long) image.widthPx(), (long) image.channels()),
        ByteBuffer.wrap(pixels));
  }

  /** First and third channel exchanged. */
  private static byte[] turned(byte[] pixels) {
    byte[] turned = pixels.clone();
    for (int i = 0; i + 2 < turned.length; i += 3) {
      turned[i] = pixels[i + 2];
      turned[i + 2] = pixels[i];
    }
    return turned;
  }
}
