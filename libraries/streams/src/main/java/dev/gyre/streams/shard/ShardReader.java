package dev.gyre.streams.shard;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the samples of one shard from beginning to end, holding one at a time. Reads any WebDataset
 * tar, not only those of {@link ShardWriter}. Closing it closes the stream.
 */
public final class ShardReader implements AutoCloseable {

  private final TarArchiveInputStream tar;
  private final long maxSampleBytes;
  private @Nullable TarArchiveEntry pending;

  /**
   * Reads from a stream.
   *
   * @param maxSampleBytes how many bytes all fields of one sample may have together
   */
  public ShardReader(InputStream in, long maxSampleBytes) {
    this.tar = new TarArchiveInputStream(in, StandardCharsets.UTF_8.name());
    this.maxSampleBytes = maxSampleBytes;
  }

  /**
   * The next sample, or empty at the end.
   *
   * @throws IOException if the stream fails or is no tar, a sample is larger than allowed, or it
   *     has one field twice
   */
  public Optional<ShardSample> next() throws IOException {
    TarArchiveEntry entry = pending == null ? nextFile() : pending;
    pending = null;
    if (entry == null) {
      return Optional.empty();
    }
    String key = keyOf(entry.getName());
    SequencedMap<String, byte[]> fields = new LinkedHashMap<>();
    long room = maxSampleBytes;
    while (entry != null && keyOf(entry.getName()).equals(key)) {
      room -= entry.getSize();
      if (room < 0) {
        throw new IOException(
            "Sample '%s' has more than the limit of %d bytes".formatted(key, maxSampleBytes));
      }
      String field = entry.getName().substring(key.length() + 1);
      if (fields.put(field, content(entry)) != null) {
        throw new IOException("Sample '%s' has field '%s' twice".formatted(key, field));
      }
      entry = nextFile();
    }
    pending = entry;
    return Optional.of(new ShardSample(key, fields));
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }

  private byte[] content(TarArchiveEntry entry) throws IOException {
    byte[] bytes = tar.readNBytes((int) entry.getSize());
    if (bytes.length != entry.getSize()) {
      throw new IOException("The shard ends within '%s'".formatted(entry.getName()));
    }
    return bytes;
  }

  private @Nullable TarArchiveEntry nextFile() throws IOException {
    TarArchiveEntry entry = tar.getNextEntry();
    while (entry != null && !isField(entry)) {
      entry = tar.getNextEntry();
    }
    if (entry != null && entry.getSize() > Integer.MAX_VALUE - 8) {
      throw new IOException("'%s' has 2 GiB or more".formatted(entry.getName()));
    }
    return entry;
  }

  /**
   * Directories, links, names without a field and metadata such as {@code __index__.json} are
   * passed over.
   */
  private static boolean isField(TarArchiveEntry entry) {
    String name = entry.getName();
    String base = name.substring(name.lastIndexOf('/') + 1);
    return entry.isFile()
        && !entry.isSymbolicLink()
        && !entry.isLink()
        && base.indexOf('.') > 0
        && !(base.startsWith("__") && base.substring(0, base.indexOf('.')).endsWith("__"));
  }

  private static String keyOf(String name) {
    return name.substring(0, name.indexOf('.', name.lastIndexOf('/') + 1));
  }
}
