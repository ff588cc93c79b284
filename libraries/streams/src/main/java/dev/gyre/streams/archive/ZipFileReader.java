package dev.gyre.streams.archive;

import dev.gyre.streams.archive.ArchiveReject.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Feeds a reading from a zip archive in a file. */
final class ZipFileReader {

  private final TreeReading reading;
  private final ArchiveLimits limits;

  ZipFileReader(TreeReading reading, ArchiveLimits limits) {
    this.reading = reading;
    this.limits = limits;
  }

  void read(Path file) throws IOException, RefusedException, TreeReading.SinkException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      ZipEnd.check(channel, limits);
      channel.position(0);
      try (ZipFile zip =
          ZipFile.builder()
              .setSeekableByteChannel(channel)
              .setCharset(StandardCharsets.UTF_8)
              .setIgnoreLocalFileHeader(true)
              .get()) {
        Enumeration<ZipArchiveEntry> entries = zip.getEntriesInPhysicalOrder();
        while (entries.hasMoreElements()) {
          reading.count();
          entry(zip, entries.nextElement());
        }
      }
    }
  }

  private record FileContent(ZipFile zip, ZipArchiveEntry entry) implements TreeReading.Content {

    @Override
    public InputStream open() throws IOException {
      return zip.getInputStream(entry);
    }

    @Override
    public long crc() {
      return entry.getCrc();
    }
  }

  private void entry(ZipFile zip, ZipArchiveEntry entry)
      throws IOException, RefusedException, TreeReading.SinkException {
    String name = ZipEntryName.of(entry);
    if (entry.isDirectory()) {
      reading.folder();
    } else if (entry.isUnixSymlink()) {
      reading.reject(name, Reason.SYMLINK, "The entry is a link");
    } else if (!zip.canReadEntryData(entry)) {
      reading.reject(name, Reason.UNREADABLE, "The entry is encrypted or of a method not read");
    } else {
      reading.file(name, new FileContent(zip, entry));
    }
  }
}
