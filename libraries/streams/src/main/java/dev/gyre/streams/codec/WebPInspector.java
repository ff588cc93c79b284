package dev.gyre.streams.codec;

import static dev.gyre.streams.codec.Refusal.Reason.DAMAGED;
import static dev.gyre.streams.codec.Refusal.Reason.TRUNCATED;
import static dev.gyre.streams.codec.Refusal.Reason.UNSUPPORTED_FORMAT;

import dev.gyre.streams.array.ElementType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Walks the chunks of a <a href="https://www.rfc-editor.org/rfc/rfc9649">WebP</a> file. */
final class WebPInspector {

  static final int RIFF = 0x52494646;
  static final int WEBP = 0x57454250;

  private static final int LOSSY = 0x56503820;
  private static final int LOSSLESS = 0x5650384c;
  private static final int EXTENDED = 0x56503858;
  private static final int EXIF = 0x45584946;
  private static final int HEADER = 12;
  private static final int ANIMATED = 0x02;

  private final byte[] file;
  private final ByteBuffer bytes;
  private final DecodeLimits limits;
  private final ByteArrayOutputStream essence = new ByteArrayOutputStream();
  private Orientation orientation = Orientation.UPRIGHT;
  private @Nullable Frame frame;

  WebPInspector(byte[] file, DecodeLimits limits) {
    this.file = file;
    this.bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    this.limits = limits;
  }

  /** Four letters at a place, in the order of reading. */
  static int tag(byte[] file, int at) {
    return ByteBuffer.wrap(file).getInt(at);
  }

  Inspection inspect() {
    long end = Integer.toUnsignedLong(bytes.getInt(4)) + 8;
    if (end > file.length) {
      return Inspection.refuse(
          TRUNCATED, "The WebP says %d bytes, but has %d".formatted(end, file.length));
    }
    int at = HEADER;
    while (at + 8 <= end) {
      long length = Integer.toUnsignedLong(bytes.getInt(at + 4));
      if (at + 8 + length > end) {
        return Inspection.refuse(
            TRUNCATED, "The WebP ends within its chunk at byte %d".formatted(at));
      }
      Inspection refusal = chunk(tag(file, at), at + 8, (int) length);
      if (refusal != null) {
        return refusal;
      }
      at += 8 + (int) (length + (length & 1));
    }
    return frame == null
        ? Inspection.refuse(DAMAGED, "The WebP has no pixels")
        : new Inspection.Sound(frame.withOrientation(orientation), essence);
  }

  private @Nullable Inspection chunk(int tag, int at, int length) {
    switch (tag) {
      case EXTENDED -> {
        if (length >= 1 && (file[at] & ANIMATED) != 0) {
          return Inspection.refuse(UNSUPPORTED_FORMAT, "The WebP is animated; still ones are read");
        }
      }
      case EXIF -> {
        boolean marked = length >= 6 && tag(file, at) == 0x45786966;
        orientation = Orientation.ofExif(file, marked ? at + 6 : at, marked ? length - 6 : length);
      }
      case LOSSY, LOSSLESS -> {
        return pixels(tag == LOSSY, at, length);
      }
      default -> {}
    }
    return null;
  }

  private @Nullable Inspection pixels(boolean lossy, int at, int length) {
    if (frame != null) {
      return Inspection.refuse(DAMAGED, "The WebP has a second picture at byte " + at);
    }
    boolean whole = lossy ? isKeyFrame(at, length) : isLossless(at, length);
    if (!whole) {
      return Inspection.refuse(DAMAGED, "The WebP has no valid picture header at byte " + at);
    }
    int sides = lossy ? bytes.getInt(at + 6) : bytes.getInt(at + 1);
    int width = lossy ? sides & 0x3fff : (sides & 0x3fff) + 1;
    int height = lossy ? sides >>> 16 & 0x3fff : (sides >>> 14 & 0x3fff) + 1;
    if (width < 1 || height < 1) {
      return Inspection.refuse(
          DAMAGED, "The WebP says that it is %d x %d pixels".formatted(width, height));
    }
    Frame found = new Frame(width, height, 3, ElementType.UINT8, 8, false, Orientation.UPRIGHT);
    frame = found;
    ByteBuffer head = ByteBuffer.allocate(HEADER + 8).order(ByteOrder.LITTLE_ENDIAN);
    int padded = length + (length & 1);
    head.put(file, 0, 4).putInt(4 + 8 + padded).put(file, 8, 4).put(file, at - 8, 8);
    essence.writeBytes(head.array());
    essence.write(file, at, length);
    if (padded > length) {
      essence.write(0);
    }
    return Inspection.tooLarge(found, limits);
  }

  /** RFC 6386, section 9.1; the first partition lies within the chunk. */
  private boolean isKeyFrame(int at, int length) {
    if (length < 10) {
      return false;
    }
    int frameTag = bytes.getInt(at) & 0xffffff;
    boolean startCode = file[at + 3] == (byte) 0x9d && file[at + 4] == 1 && file[at + 5] == 0x2a;
    return (frameTag & 1) == 0 && startCode && (frameTag >>> 5) <= length - 10;
  }

  private boolean isLossless(int at, int length) {
    return length >= 6 && file[at] == 0x2f && bytes.getInt(at + 1) >>> 29 == 0;
  }
}
