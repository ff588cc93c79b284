package dev.gyre.streams.image;

import java.io.ByteArrayOutputStream;

/** What walking a file gave: its header and the parts that decoding needs, or a refusal. */
sealed interface Inspection {

  /**
   * The file is whole as far as its structure tells.
   *
   * @param essence a file of the same format without text, profiles and other parts that pixels do
   *     not need; decoders cannot be led astray by what they do not see
   */
  record Sound(ImageHeader header, ByteArrayOutputStream essence) implements Inspection {}

  /** The file is not to be decoded. */
  record Unsound(ImageRefusal refusal) implements Inspection {}

  static Inspection refuse(ImageRefusal.Reason reason, String detail) {
    return new Unsound(new ImageRefusal(reason, detail));
  }

  static Inspection tooManyPixels(int widthPx, int heightPx, ImageLimits limits) {
    return refuse(
        ImageRefusal.Reason.TOO_LARGE,
        "%d x %d pixels are more than the limit of %d"
            .formatted(widthPx, heightPx, limits.maxPixels()));
  }
}
