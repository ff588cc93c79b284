package dev.gyre.streams.codec;

import static dev.gyre.streams.codec.Refusal.Reason.DAMAGED;
import static dev.gyre.streams.codec.Refusal.Reason.TRUNCATED;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Walks the chunks of a <a href="https://www.w3.org/TR/png-3/">PNG</a> file. */
final class PngInspector {

  static final long SIGNATURE = 0x89504e470d0a1a0aL;

  private static final int CHUNK_OVERHEAD = 12;
  private static final int IHDR = 0x49484452;
  private static final int PLTE = 0x504c5445;
  private static final int IDAT = 0x49444154;
  private static final int IEND = 0x49454e44;
  private static final int EXIF = 0x65584966;

  private final byte[] file;
  private final ByteBuffer bytes;
  private final DecodeOptions options;
  private final ByteArrayOutputStream essence = new ByteArrayOutputStream();
  private Orientation orientation = Orientation.UPRIGHT;

  PngInspector(byte[] file, DecodeOptions options) {
    this.file = file;
    this.bytes = ByteBuffer.wrap(file);
    this.options = options;
  }

  Inspection inspect() {
    if (file.length < 8 + CHUNK_OVERHEAD + 13) {
      return Inspection.refuse(TRUNCATED, "The PNG ends in its header, at byte " + file.length);
    }
    if (bytes.getInt(8) != 13 || bytes.getInt(12) != IHDR) {
      return Inspection.refuse(DAMAGED, "The PNG does not start with a header chunk");
    }
    Inspection header = header();
    return header instanceof Inspection.Sound sound ? chunks(sound) : header;
  }

  private Inspection header() {
    int width = bytes.getInt(16);
    int height = bytes.getInt(20);
    int depth = bytes.get(24);
    int colourType = bytes.get(25);
    if (width < 1 || height < 1) {
      return Inspection.refuse(
          DAMAGED, "The PNG says that it is %d x %d pixels".formatted(width, height));
    }
    if (!isDefined(colourType, depth)) {
      return Inspection.refuse(
          DAMAGED, "The PNG has colour type %d with depth %d".formatted(colourType, depth));
    }
    boolean gray = colourType == 0 || colourType == 4;
    boolean ids = options.palette() == PaletteReading.IDS;
    Frame frame =
        new Frame(
            width,
            height,
            gray || (colourType == 3 && ids) ? 1 : 3,
            Rasters.unsigned(depth),
            depth,
            !ids,
            Orientation.UPRIGHT);
    Inspection refusal = Inspection.tooLarge(frame, options.limits());
    return refusal == null ? new Inspection.Sound(frame, essence) : refusal;
  }

  private static boolean isDefined(int colourType, int depth) {
    return switch (colourType) {
      case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
      case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
      case 2, 4, 6 -> depth == 8 || depth == 16;
      default -> false;
    };
  }

  private Inspection chunks(Inspection.Sound sound) {
    essence.write(file, 0, 8);
    boolean pixels = false;
    int at = 8;
    while (at + CHUNK_OVERHEAD <= file.length) {
      int length = bytes.getInt(at);
      int type = bytes.getInt(at + 4);
      if (length < 0) {
        return Inspection.refuse(DAMAGED, "The PNG has a chunk of negative length at byte " + at);
      }
      if (length > file.length - at - CHUNK_OVERHEAD) {
        break;
      }
      if (type == IHDR || type == PLTE || type == IDAT || type == IEND) {
        if (!hasRightChecksum(at, length)) {
          return Inspection.refuse(
              DAMAGED, "The PNG has a wrong checksum in the chunk at byte " + at);
        }
        essence.write(file, at, length + CHUNK_OVERHEAD);
      }
      if (type == EXIF) {
        orientation = Orientation.ofExif(file, at + 8, length);
      }
      pixels |= type == IDAT;
      if (type == IEND) {
        return pixels
            ? new Inspection.Sound(sound.frame().withOrientation(orientation), essence)
            : Inspection.refuse(DAMAGED, "The PNG has no pixels");
      }
      at += length + CHUNK_OVERHEAD;
    }
    return Inspection.refuse(
        TRUNCATED, "The PNG ends at byte %d without its end chunk".formatted(file.length));
  }

  private boolean hasRightChecksum(int at, int length) {
    CRC32 crc = new CRC32();
    crc.update(file, at + 4, length + 4);
    return (int) crc.getValue() == bytes.getInt(at + 8 + length);
  }
}
