package dev.gyre.streams.codec;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** What walking a file gave: its header and the parts that decoding needs, or a refusal. */
sealed interface Inspection {

  /**
   * The file is whole as far as its structure tells.
   *
   * @param essence a file of the same format without text, profiles and other parts that pixels do
   *     not need; decoders cannot be led astray by what they do not see
   */
  record Sound(Frame frame, ByteArrayOutputStream essence) implements Inspection {}

  /** The file is not to be decoded. */
  record Unsound(Refusal refusal) implements Inspection {}

  static Inspection refuse(Refusal.Reason reason, String detail) {
    return new Unsound(new Refusal(reason, detail));
  }

  /** A refusal of what is too large, or null. */
  static @Nullable Inspection tooLarge(Frame frame, DecodeLimits limits) {
    long pixels = (long) frame.widthPx() * frame.heightPx();
    if (pixels > limits.maxPixels()) {
      return refuse(
          Refusal.Reason.TOO_LARGE,
          "%d x %d pixels are more than the limit of %d"
              .formatted(frame.widthPx(), frame.heightPx(), limits.maxPixels()));
    }
    long bytes = pixels * frame.channels() * frame.type().bytes();
    if (bytes > limits.maxArrayBytes()) {
      return refuse(
          Refusal.Reason.TOO_LARGE,
          "%d x %d pixels take %d bytes, more than the limit of %d"
              .formatted(frame.widthPx(), frame.heightPx(), bytes, limits.maxArrayBytes()));
    }
    return null;
  }
}
