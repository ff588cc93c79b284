package dev.gyre.streams.codec;

import static dev.gyre.streams.codec.Refusal.Reason.DAMAGED;
import static dev.gyre.streams.codec.Refusal.Reason.TRUNCATED;
import static dev.gyre.streams.codec.Refusal.Reason.UNSUPPORTED_FORMAT;

import dev.gyre.streams.array.ElementType;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** Walks the segments of a <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">JPEG</a> file. */
final class JpegInspector {

  /** Progressive files have about ten; each costs a pass over all pixels. */
  private static final int MAX_SCANS = 100;

  private static final int SOI = 0xd8;
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;
  private static final int ADOBE = 0xee;
  private static final int JFIF = 0xe0;
  private static final int EXIF = 0xe1;

  private final byte[] file;
  private final DecodeLimits limits;
  private final ByteArrayOutputStream essence = new ByteArrayOutputStream();
  private @Nullable Frame frame;
  private Orientation orientation = Orientation.UPRIGHT;
  private int scans;

  JpegInspector(byte[] file, DecodeLimits limits) {
    this.file = file;
    this.limits = limits;
  }

  Inspection inspect() {
    essence.write(file, 0, 2);
    int at = 2;
    while (at + 1 < file.length) {
      if (unsigned(at) != 0xff) {
        return Inspection.refuse(DAMAGED, "The JPEG has no marker at byte " + at);
      }
      int marker = unsigned(at + 1);
      if (marker == 0xff) {
        at++;
        continue;
      }
      if (marker == EOI) {
        return end(at);
      }
      if (marker == SOI || marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd7)) {
        return Inspection.refuse(
            DAMAGED, "The JPEG has marker %02x out of place at byte %d".formatted(marker, at));
      }
      int length = at + 3 < file.length ? unsigned(at + 2) << 8 | unsigned(at + 3) : file.length;
      if (at + 2 + length > file.length) {
        break;
      }
      Inspection refusal = segment(marker, at, length);
      if (refusal != null) {
        return refusal;
      }
      int next = at + 2 + length;
      if (marker == SOS) {
        next = afterScan(next);
        essence.write(file, at + 2 + length, next - at - 2 - length);
      }
      at = next;
    }
    return Inspection.refuse(
        TRUNCATED, "The JPEG ends at byte %d without its end marker".formatted(file.length));
  }

  private Inspection end(int at) {
    if (frame == null || scans == 0) {
      return Inspection.refuse(DAMAGED, "The JPEG ends at byte %d without pixels".formatted(at));
    }
    essence.write(file, at, 2);
    return new Inspection.Sound(frame.withOrientation(orientation), essence);
  }

  private @Nullable Inspection segment(int marker, int at, int length) {
    if (length < 2) {
      return Inspection.refuse(DAMAGED, "The JPEG has a segment of no length at byte " + at);
    }
    if (isFrame(marker)) {
      Inspection refusal = frame(marker, at, length);
      if (refusal != null) {
        return refusal;
      }
    }
    if (marker == SOS && ++scans > MAX_SCANS) {
      return Inspection.refuse(
          UNSUPPORTED_FORMAT, "The JPEG has more than %d scans".formatted(MAX_SCANS));
    }
    if (marker == EXIF) {
      exif(at, length);
    }
    boolean application = (marker >= 0xe0 && marker <= 0xef) || marker == 0xfe;
    if (!application || marker == JFIF || marker == ADOBE) {
      essence.write(file, at, length + 2);
    }
    return null;
  }

  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private @Nullable Inspection frame(int marker, int at, int length) {
    if (length < 8 || frame != null) {
      return Inspection.refuse(DAMAGED, "The JPEG has a bad or second frame at byte " + at);
    }
    int depth = unsigned(at + 4);
    int height = unsigned(at + 5) << 8 | unsigned(at + 6);
    int width = unsigned(at + 7) << 8 | unsigned(at + 8);
    int components = unsigned(at + 9);
    if (marker > 0xc2 || depth != 8) {
      return Inspection.refuse(
          UNSUPPORTED_FORMAT,
          "The JPEG is of process SOF%d with %d bits; baseline and progressive with 8 are read"
              .formatted(marker - 0xc0, depth));
    }
    if (components != 1 && components != 3) {
      return Inspection.refuse(
          UNSUPPORTED_FORMAT,
          "The JPEG has %d components; gray (1) and colour (3) are read".formatted(components));
    }
    if (width < 1 || height < 1) {
      return Inspection.refuse(
          UNSUPPORTED_FORMAT, "The JPEG says that it is %d x %d pixels".formatted(width, height));
    }
    Frame found =
        new Frame(width, height, components, ElementType.UINT8, depth, false, Orientation.UPRIGHT);
    frame = found;
    return Inspection.tooLarge(found, limits);
  }

  /** The first Exif block counts, as everywhere. */
  private void exif(int at, int length) {
    boolean marked =
        length >= 8
            && file[at + 4] == 'E'
            && file[at + 5] == 'x'
            && file[at + 6] == 'i'
            && file[at + 7] == 'f'
            && file[at + 8] == 0;
    if (marked && orientation == Orientation.UPRIGHT) {
      orientation = Orientation.ofExif(file, at + 10, length - 8);
    }
  }

  /**
   * The place of the first marker behind entropy-coded data that is neither stuffing nor a restart.
   */
  private int afterScan(int from) {
    int at = from;
    while (at + 1 < file.length) {
      int next = unsigned(at + 1);
      if (unsigned(at) == 0xff && next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7)) {
        return at;
      }
      at++;
    }
    return file.length;
  }

  private int unsigned(int at) {
    return file[at] & 0xff;
  }
}
