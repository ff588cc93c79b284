package dev.gyre.streams.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;

/**
 * Looks at the end of a zip file before its table of contents is loaded: the library would load any
 * number of entries, whatever count the archive states, so the room that the table has is what
 * counts.
 */
final class ZipEnd {

  private static final int RECORD = 22;
  private static final int RECORD_SIGNATURE = 0x06054b50;
  private static final int LOCATOR = 20;
  private static final int LOCATOR_SIGNATURE = 0x07064b50;
  private static final int MAX_COMMENT = 0xffff;

  /** Header and a long name; what an honest entry of the table takes at most on average. */
  private static final long BYTES_PER_ENTRY = 512;

  /** The end of an archive has at most these bytes. */
  static final int MAX_LENGTH = RECORD + MAX_COMMENT + LOCATOR;

  private ZipEnd() {}

  /** Whether an archive with so many entries ends in these bytes; if not, it was cut off. */
  static boolean isEndOf(byte[] tail, long entries) {
    ByteBuffer bytes = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
    int at = find(bytes);
    if (at < 0) {
      return false;
    }
    int stated = Short.toUnsignedInt(bytes.getShort(at + 10));
    int comment = Short.toUnsignedInt(bytes.getShort(at + 20));
    return at + RECORD + comment <= tail.length && (stated == 0xffff || stated == entries);
  }

  private static int find(ByteBuffer tail) {
    int at = tail.capacity() - RECORD;
    while (at >= 0 && tail.getInt(at) != RECORD_SIGNATURE) {
      at--;
    }
    return at;
  }

  static void check(SeekableByteChannel file, ArchiveLimits limits)
      throws IOException, RefusedException {
    int length = (int) Math.min(file.size(), MAX_LENGTH);
    long start = file.size() - length;
    ByteBuffer tail = read(file, start, length);
    int at = find(tail);
    if (at < 0) {
      throw new RefusedException(
          ArchiveResult.Reason.NOT_AN_ARCHIVE, "The file does not end like a zip archive");
    }
    long table = Integer.toUnsignedLong(tail.getInt(at + 16));
    if (at >= LOCATOR && tail.getInt(at - LOCATOR) == LOCATOR_SIGNATURE) {
      table = Math.min(table, tableOf64(file, tail.getLong(at - LOCATOR + 8)));
    }
    long room = start + at - table;
    if (room > limits.maxEntries() * BYTES_PER_ENTRY + MAX_COMMENT) {
      throw new RefusedException(
          ArchiveResult.Reason.TOO_MANY_ENTRIES,
          "The table of contents has %d bytes, too many for the limit of %d entries"
              .formatted(room, limits.maxEntries()));
    }
  }

  /** The place of the table by the record of large archives. */
  private static long tableOf64(SeekableByteChannel file, long record) throws IOException {
    if (record < 0 || record > file.size() - 56) {
      throw new IOException("the end record points to byte " + record);
    }
    return read(file, record, 56).getLong(48);
  }

  private static ByteBuffer read(SeekableByteChannel file, long from, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    file.position(from);
    while (bytes.hasRemaining()) {
      if (file.read(bytes) < 0) {
        throw new IOException("the file became shorter while it was read");
      }
    }
    return bytes;
  }
}
