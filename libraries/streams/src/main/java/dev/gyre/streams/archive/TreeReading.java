package dev.gyre.streams.archive;

import dev.gyre.streams.archive.ArchiveReject.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The state of one reading: applies limits and names to entries, wherever they come from. */
final class TreeReading {

  /** Small archives of flat pictures may have any ratio. */
  private static final long RATIO_FREE_BYTES = 16L << 20;

  private final ArchiveLimits limits;
  private final int leadingFolders;
  private final ClassFolderSink sink;
  private final LongSupplier packedBytes;
  private final Set<String> keys = new HashSet<>();
  private final byte[] buffer = new byte[1 << 16];
  private long unpackedBytes;
  private long accepted;
  private long rejected;
  private long ignored;
  private long folders;

  TreeReading(
      ArchiveLimits limits, int leadingFolders, ClassFolderSink sink, LongSupplier packedBytes) {
    this.limits = limits;
    this.leadingFolders = leadingFolders;
    this.sink = sink;
    this.packedBytes = packedBytes;
  }

  /** The bytes of an entry. */
  interface Content {

    /** The checksum is not known. */
    long NO_CRC = -1;

    InputStream open() throws IOException;

    /** CRC-32 that the archive states, or {@link #NO_CRC}. */
    default long crc() {
      return NO_CRC;
    }
  }

  /** Counts an entry before anything else is done with it. */
  void count() throws RefusedException {
    if (counts().entries() >= limits.maxEntries()) {
      throw tooManyEntries();
    }
  }

  RefusedException tooManyEntries() {
    return new RefusedException(
        ArchiveResult.Reason.TOO_MANY_ENTRIES,
        "There are more than the limit of %d entries".formatted(limits.maxEntries()));
  }

  void folder() {
    folders++;
  }

  void ignored() {
    ignored++;
  }

  void reject(String path, Reason reason, String detail) throws SinkException {
    rejected++;
    try {
      sink.reject(new ArchiveReject(path, reason, detail));
    } catch (IOException e) {
      throw new SinkException(e);
    }
  }

  /**
   * Takes a file, or rejects it by its name or size. Without taking it, its bytes are not opened.
   */
  void file(String path, Content content) throws IOException, RefusedException, SinkException {
    switch (EntryPath.of(path, leadingFolders, limits.maxDepth())) {
      case EntryPath.Ignored() -> ignored++;
      case EntryPath.Refused(Reason reason, String detail) -> reject(path, reason, detail);
      case EntryPath.Labelled(ClassFolderFile file) -> {
        if (keys.contains(file.key())) {
          reject(path, Reason.DUPLICATE_KEY, "Key '%s' was there before".formatted(file.key()));
        } else {
          labelled(file, content);
        }
      }
    }
  }

  private void labelled(ClassFolderFile file, Content content)
      throws IOException, RefusedException, SinkException {
    byte[] bytes = bounded(content);
    if (bytes == null) {
      reject(
          file.path(),
          Reason.ENTRY_TOO_LARGE,
          "The file has more than the limit of %d bytes".formatted(limits.maxEntryBytes()));
      return;
    }
    if (content.crc() != Content.NO_CRC && content.crc() != crcOf(bytes)) {
      reject(file.path(), Reason.UNREADABLE, "The content has another checksum than it should");
      return;
    }
    keys.add(file.key());
    accepted++;
    try {
      sink.accept(file, bytes);
    } catch (IOException e) {
      throw new SinkException(e);
    }
  }

  /** All bytes, or null if they are more than one file may have. */
  private byte @Nullable [] bounded(Content content) throws IOException, RefusedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream in = content.open()) {
      int n = in.read(buffer);
      while (n >= 0) {
        unpacked(n);
        if (bytes.size() + (long) n > limits.maxEntryBytes()) {
          return null;
        }
        bytes.write(buffer, 0, n);
        n = in.read(buffer);
      }
    }
    return bytes.toByteArray();
  }

  private static long crcOf(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }

  /** Counts bytes that came out of the packing, whether they are kept or passed over. */
  void unpacked(long bytes) throws RefusedException {
    unpackedBytes += bytes;
    if (unpackedBytes > limits.maxTotalBytes()) {
      throw new RefusedException(
          ArchiveResult.Reason.TOTAL_TOO_LARGE,
          "The files have more than the limit of %d bytes together"
              .formatted(limits.maxTotalBytes()));
    }
    long packed = Math.max(1, packedBytes.getAsLong());
    if (unpackedBytes > RATIO_FREE_BYTES && unpackedBytes / packed >= limits.maxRatio()) {
      throw new RefusedException(
          ArchiveResult.Reason.RATIO_TOO_HIGH,
          "%d bytes unpack to %d, more than %d times as many"
              .formatted(packed, unpackedBytes, limits.maxRatio()));
    }
  }

  ArchiveResult.Counts counts() {
    return new ArchiveResult.Counts(accepted, rejected, ignored, folders);
  }

  /** Tells a failing sink from a failing archive. */
  static final class SinkException extends Exception {

    private final IOException failure;

    SinkException(IOException failure) {
      super(failure);
      this.failure = failure;
    }

    IOException failure() {
      return failure;
    }
  }
}
