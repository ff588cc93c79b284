package dev.gyre.data.imports;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.Reject;
import dev.gyre.streams.archive.ArchiveLimits;
import dev.gyre.streams.archive.ArchiveReject;
import dev.gyre.streams.archive.ClassFolderFile;
import dev.gyre.streams.archive.ClassFolderSink;
import dev.gyre.streams.archive.ClassFolders;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** A zip archive whose file {@code samples.jsonl} names its other files. */
final class SampleArchive implements Closeable {

  /** The file that names the others. */
  static final String INDEX = "samples.jsonl";

  private static final ArchiveLimits LIMITS = ArchiveLimits.STANDARD;
  private static final long RATIO_FREE_BYTES = 16L << 20;

  private final ZipFile zip;
  private final Listing listing;
  private final Set<String> named = new HashSet<>();

  private SampleArchive(ZipFile zip, Listing listing) {
    this.zip = zip;
    this.listing = listing;
  }

  /**
   * Opens an archive and judges it to its end, by the bounds of all archives.
   *
   * @throws PlatformException with {@code INVALID_ARGUMENT} if the whole is refused
   */
  static SampleArchive open(Path archive) throws IOException {
    Listing listing = new Listing();
    ArchiveReading.requireWhole(new ClassFolders(LIMITS, 0).readZip(archive, listing));
    ZipFile zip;
    try {
      zip = new ZipFile(archive.toFile());
    } catch (ZipException e) {
      throw refuse("DAMAGED: The zip archive cannot be read: " + e.getMessage());
    }
    SampleArchive opened = new SampleArchive(zip, listing);
    try {
      opened.requireBounds(Files.size(archive));
      return opened;
    } catch (RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  /** By what the table of contents states; no file yields more than its statement. */
  private void requireBounds(long packed) {
    if (!listing.entries.containsKey(INDEX)) {
      throw refuse("The archive has no file %s at its root".formatted(INDEX));
    }
    long unpacked = 0;
    for (String path : listing.entries.keySet()) {
      ZipEntry entry = zip.getEntry(path);
      unpacked += entry == null ? 0 : Math.max(0, entry.getSize());
    }
    boolean ratio =
        unpacked > RATIO_FREE_BYTES && unpacked / Math.max(1, packed) >= LIMITS.maxRatio();
    if (unpacked > LIMITS.maxTotalBytes() || ratio) {
      throw refuse(
          "%s: %d bytes unpack to %d"
              .formatted(ratio ? "RATIO_TOO_HIGH" : "TOTAL_TOO_LARGE", packed, unpacked));
    }
  }

  private static PlatformException refuse(String detail) {
    return new PlatformException(ErrorCode.INVALID_ARGUMENT, detail);
  }

  /** The lines of the index; the caller closes them. */
  JsonLines index() throws IOException {
    return new JsonLines(zip.getInputStream(zip.getEntry(INDEX)));
  }

  /** Notes that a line names the files. */
  void name(List<String> paths) {
    named.addAll(paths);
  }

  /**
   * The bytes of a file.
   *
   * @throws NotTaken if there is none, or if it is refused
   */
  byte[] read(String path) throws IOException, NotTaken {
    ZipEntry entry = listing.entries.containsKey(path) ? zip.getEntry(path) : null;
    if (entry == null) {
      throw new NotTaken("FILE_ABSENT", "The archive has no file '%s'".formatted(path));
    }
    ArchiveReject reject = listing.entries.get(path);
    if (reject != null) {
      throw new NotTaken(
          "FILE_REFUSED",
          "File '%s' is refused, %s: %s".formatted(path, reject.reason(), reject.detail()));
    }
    int most = Math.clamp(entry.getSize(), 0, LIMITS.maxEntryBytes());
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new NotTaken(
            "ENTRY_TOO_LARGE",
            "File '%s' has more than the limit of %d bytes, or than the archive states"
                .formatted(path, LIMITS.maxEntryBytes()));
      }
      CRC32 crc = new CRC32();
      crc.update(bytes);
      if (crc.getValue() != entry.getCrc()) {
        throw new NotTaken("UNREADABLE", "File '%s' has another checksum".formatted(path));
      }
      return bytes;
    } catch (ZipException e) {
      throw new NotTaken("UNREADABLE", "File '%s': %s".formatted(path, e.getMessage()));
    }
  }

  /** What no line names, in the order of the archive. */
  List<Reject> unnamed() {
    return listing.entries.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(INDEX) && !named.contains(entry.getKey()))
        .map(entry -> unnamed(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Reject unnamed(String path, @Nullable ArchiveReject reject) {
    return reject == null
        ? new Reject(path, "NOT_NAMED", "No line of %s names this file".formatted(INDEX))
        : new Reject(path, reject.reason().name(), reject.detail());
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  /** All files with why they are refused, if they are, in the order of the archive. */
  private static final class Listing implements ClassFolderSink {

    private final Map<String, @Nullable ArchiveReject> entries = new LinkedHashMap<>();

    @Override
    public void accept(ClassFolderFile file, byte[] bytes) {
      entries.put(file.path(), null);
    }

    /** Here files need no folder, and those of one name may differ in their ending. */
    @Override
    public void reject(ArchiveReject reject) {
      boolean sound =
          switch (reject.reason()) {
            case NO_LABEL, DUPLICATE_KEY -> !entries.containsKey(reject.path());
            default -> false;
          };
      entries.put(reject.path(), sound ? null : reject);
    }
  }
}
