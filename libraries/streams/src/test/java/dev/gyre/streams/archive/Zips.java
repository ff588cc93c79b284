package dev.gyre.streams.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Builds zip archives for tests, bad ones too. */
final class Zips {

  private final SeekableInMemoryByteChannel seekable = new SeekableInMemoryByteChannel();
  private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
  private final ZipArchiveOutputStream zip;
  private final boolean streamed;

  /** Streamed archives have sizes and checksums behind the bytes, others in front of them. */
  Zips(boolean streamed) {
    this.streamed = streamed;
    this.zip = streamed ? new ZipArchiveOutputStream(stream) : new ZipArchiveOutputStream(seekable);
  }

  Zips file(String name, String content) {
    return entry(new ZipArchiveEntry(name), content.getBytes(StandardCharsets.UTF_8));
  }

  Zips link(String name, String target) {
    ZipArchiveEntry entry = new ZipArchiveEntry(name);
    entry.setUnixMode(0120777);
    return entry(entry, target.getBytes(StandardCharsets.UTF_8));
  }

  Zips zeros(String name, long bytes) {
    try {
      zip.putArchiveEntry(new ZipArchiveEntry(name));
      byte[] block = new byte[1 << 16];
      for (long left = bytes; left > 0; left -= block.length) {
        zip.write(block, 0, (int) Math.min(block.length, left));
      }
      zip.closeArchiveEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  byte[] bytes() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (streamed) {
      return stream.toByteArray();
    }
    return Arrays.copyOf(seekable.array(), (int) seekable.size());
  }

  private Zips entry(ZipArchiveEntry entry, byte[] content) {
    try {
      zip.putArchiveEntry(entry);
      zip.write(content);
      zip.closeArchiveEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }
}
