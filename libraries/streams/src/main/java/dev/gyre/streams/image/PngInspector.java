package dev.gyre.streams.image;

import static dev.gyre.streams.image.ImageRefusal.Reason.DAMAGED;
import static dev.gyre.streams.image.ImageRefusal.Reason.TRUNCATED;
import static dev.gyre.streams.image.ImageRefusal.Reason.UNSUPPORTED_FORMAT;

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

  private final byte[] file;
  private final ByteBuffer bytes;
  private final ImageLimits limits;
  private final ByteArrayOutputStream essence = new ByteArrayOutputStream();

  PngInspector(byte[] file, ImageLimits limits) {
    this.file = file;
    this.bytes = ByteBuffer.wrap(file);
    this.limits = limits;
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
    if (depth == 16) {
      return Inspection.refuse(
          UNSUPPORTED_FORMAT, "The PNG has 16 bits per value; at most 8 are read");
    }
    if (!isDefined(colourType, depth)) {
      return Inspection.refuse(
          DAMAGED, "The PNG has colour type %d with depth %d".formatted(colourType, depth));
    }
    if ((long) width * height > limits.maxPixels()) {
      return Inspection.tooManyPixels(width, height, limits);
    }
    int channels = colourType == 0 || colourType == 4 ? 1 : 3;
    return new Inspection.Sound(
        new ImageHeader(ImageFormat.PNG, width, height, channels, depth), essence);
  }

  private static boolean isDefined(int colourType, int depth) {
    return switch (colourType) {
      case 0, 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
      case 2, 4, 6 -> depth == 8;
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
      pixels |= type == IDAT;
      if (type == IEND) {
        return pixels ? sound : Inspection.refuse(DAMAGED, "The PNG has no pixels");
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
