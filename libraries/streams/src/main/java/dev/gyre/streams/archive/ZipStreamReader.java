package dev.gyre.streams.archive;

import dev.gyre.streams.archive.ArchiveReject.Reason;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/** Feeds a reading from a zip archive that streams by. */
final class ZipStreamReader {

  private final TreeReading reading;

  ZipStreamReader(TreeReading reading) {
    this.reading = reading;
  }

  void read(MeteredStream metered) throws IOException, RefusedException, TreeReading.SinkException {
    InputStream source = new BufferedInputStream(metered);
    source.mark(4);
    byte[] start = source.readNBytes(4);
    source.reset();
    if (start.length < 4 || start[0] != 'P' || start[1] != 'K' || start[2] > 8) {
      throw new RefusedException(
          ArchiveResult.Reason.NOT_AN_ARCHIVE, "The first bytes are not those of a zip archive");
    }
    // The archive is not closed: its source belongs to the caller.
    ZipArchiveInputStream zip =
        new ZipArchiveInputStream(source, StandardCharsets.UTF_8.name(), true, true);
    ZipArchiveEntry entry = zip.getNextEntry();
    while (entry != null) {
      reading.count();
      entry(zip, entry);
      entry = zip.getNextEntry();
    }
    // The library takes an archive that is cut off between two entries for a whole one.
    source.readNBytes(ZipEnd.MAX_LENGTH);
    if (!ZipEnd.isEndOf(metered.tail(), reading.counts().entries())) {
      throw new RefusedException(
          ArchiveResult.Reason.DAMAGED,
          "The zip archive is cut off after %d entries".formatted(reading.counts().entries()));
    }
  }

  private void entry(ZipArchiveInputStream zip, ZipArchiveEntry entry)
      throws IOException, RefusedException, TreeReading.SinkException {
    String name = ZipEntryName.of(entry);
    if (entry.isDirectory()) {
      reading.folder();
    } else if (!zip.canReadEntryData(entry)) {
      reading.reject(name, Reason.UNREADABLE, "The entry is encrypted or of a method not read");
      return;
    } else {
      reading.file(name, new StreamContent(zip, entry));
    }
    passOver(zip);
  }

  /** Also bytes that are thrown away cost time, so they count. */
  private void passOver(InputStream zip) throws IOException, RefusedException {
    byte[] buffer = new byte[1 << 16];
    int n = zip.read(buffer);
    while (n >= 0) {
      reading.unpacked(n);
      n = zip.read(buffer);
    }
  }

  private record StreamContent(ZipArchiveInputStream zip, ZipArchiveEntry entry)
      implements TreeReading.Content {

    @Override
    public InputStream open() {
      return new Unclosed(zip);
    }

    /** Known beforehand unless it follows the bytes. */
    @Override
    public long crc() {
      return entry.getGeneralPurposeBit().usesDataDescriptor() ? NO_CRC : entry.getCrc();
    }
  }

  private static final class Unclosed extends FilterInputStream {

    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }
}
