package dev.gyre.streams.shard;

import dev.gyre.streams.canonical.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** One shard while it is written. */
final class TarShard implements AutoCloseable {

  /** Bytes of a name in a plain ustar header, which the library ends with a zero. */
  static final int MAX_NAME = 99;

  private static final int BLOCK = 512;
  private static final int END_BLOCKS = 2;

  private final Path file;
  private final MessageDigest digest = Sha256.start();
  private final TarArchiveOutputStream tar;
  private long size;
  private long samples;

  /** Creates the file; it must not be there. */
  TarShard(Path file) throws IOException {
    this.file = file;
    this.tar =
        new TarArchiveOutputStream(
            new BufferedOutputStream(
                new DigestOutputStream(
                    Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), digest),
                1 << 16),
            BLOCK,
            StandardCharsets.US_ASCII.name());
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_ERROR);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_ERROR);
  }

  long samples() {
    return samples;
  }

  /** The size of the whole file in bytes if the sample is appended and the shard then ended. */
  long sizeWith(ShardSample sample) {
    long grown = size + END_BLOCKS * BLOCK;
    for (byte[] field : sample.fields().values()) {
      grown += BLOCK + padded(field.length);
    }
    return grown;
  }

  Placement append(ShardSample sample) throws IOException {
    List<FieldSpan> spans = new ArrayList<>();
    for (Map.Entry<String, byte[]> field : sample.fields().entrySet()) {
      byte[] bytes = field.getValue();
      tar.putArchiveEntry(entry(sample.key() + "." + field.getKey(), bytes.length));
      tar.write(bytes);
      tar.closeArchiveEntry();
      spans.add(new FieldSpan(field.getKey(), size + BLOCK, bytes.length));
      size += BLOCK + padded(bytes.length);
    }
    samples++;
    return new Placement(name(), spans);
  }

  Shard finish() throws IOException {
    tar.close();
    return new Shard(name(), samples, Files.size(file), Sha256.hex(digest));
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }

  private String name() {
    return String.valueOf(file.getFileName());
  }

  private static TarArchiveEntry entry(String name, int size) {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(size);
    entry.setMode(0100644);
    entry.setModTime(0L);
    entry.setIds(0, 0);
    // The library would write the name of the user that runs it.
    entry.setNames("", "");
    return entry;
  }

  private static long padded(long size) {
    return (size + BLOCK - 1) / BLOCK * BLOCK;
  }
}
