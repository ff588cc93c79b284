package dev.gyre.streams.image;

import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.codec.ArrayHeader;
import dev.gyre.streams.codec.Codecs;
import dev.gyre.streams.codec.DecodeLimits;
import dev.gyre.streams.codec.DecodeOptions;
import dev.gyre.streams.codec.DecodedArray;
import dev.gyre.streams.codec.JpegCodec;
import dev.gyre.streams.codec.PngCodec;
import dev.gyre.streams.codec.Refusal;
import java.util.Locale;

/**
 * The eight-bit view of what the PNG and JPEG codecs decode: palettes as colours, more than eight
 * bits refused.
 */
public final class ImageIoCodec implements ImageCodec {

  private static final PngCodec PNG = new PngCodec();

  private final Codecs codecs = Codecs.of(PNG, new JpegCodec());

  @Override
  public ProbeResult probe(byte[] file, ImageLimits limits) {
    return switch (codecs.probe(file, options(limits))) {
      case Refusal refusal -> refused(refusal);
      case ArrayHeader header -> facts(header);
    };
  }

  @Override
  public DecodeResult decode(byte[] file, ImageLimits limits) {
    return switch (codecs.decode(file, options(limits))) {
      case Refusal refusal -> refused(refusal);
      case DecodedArray(ArrayHeader header, NdArray values) ->
          new Image(values.size(0), values.size(1), channels(header), values.bytes());
    };
  }

  @Override
  public byte[] encodePng(Image image) {
    return PNG.encode(
        NdArray.uint8(image.pixels(), image.heightPx(), image.widthPx(), image.channels()));
  }

  private static DecodeOptions options(ImageLimits limits) {
    return DecodeOptions.of(new DecodeLimits(limits.maxBytes(), limits.maxPixels(), 1 << 30))
        .forEightBits();
  }

  private static ImageHeader facts(ArrayHeader header) {
    return new ImageHeader(
        ImageFormat.valueOf(header.codec().toUpperCase(Locale.ROOT)),
        header.shape().get(1),
        header.shape().get(0),
        channels(header),
        header.bitDepth());
  }

  private static int channels(ArrayHeader header) {
    return header.shape().size() == 2 ? 1 : header.shape().get(2);
  }

  private static ImageRefusal refused(Refusal refusal) {
    ImageRefusal.Reason reason =
        switch (refusal.reason()) {
          case TRUNCATED -> ImageRefusal.Reason.TRUNCATED;
          case UNKNOWN_FORMAT -> ImageRefusal.Reason.NOT_AN_IMAGE;
          case UNSUPPORTED_FORMAT -> ImageRefusal.Reason.UNSUPPORTED_FORMAT;
          case TOO_LARGE -> ImageRefusal.Reason.TOO_LARGE;
          case DAMAGED -> ImageRefusal.Reason.DAMAGED;
        };
    return new ImageRefusal(reason, refusal.detail());
  }
}
