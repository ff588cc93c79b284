package dev.gyre.streams.archive;

/**
 * How much an archive or directory may hold.
 *
 * @param maxEntries files and folders together; one more refuses the whole
 * @param maxEntryBytes size of one file; a larger file is a reject
 * @param maxTotalBytes size of all files together, unpacked; more refuses the whole
 * @param maxDepth folders above a file, its label among them; a deeper file is a reject
 * @param maxRatio unpacked to packed bytes of the whole; more refuses it once 16 MiB are unpacked
 */
public record ArchiveLimits(
    int maxEntries, int maxEntryBytes, long maxTotalBytes, int maxDepth, int maxRatio) {

  /** A million entries, 64 MiB each, 64 GiB in all, four folders deep, 100 to 1. */
  public static final ArchiveLimits STANDARD =
      new ArchiveLimits(1_000_000, 64 << 20, 64L << 30, 4, 100);

  public ArchiveLimits {
    if (maxEntries < 1 || maxEntryBytes < 1 || maxTotalBytes < 1 || maxDepth < 1 || maxRatio < 1) {
      throw new IllegalArgumentException("Every limit must be at least 1");
    }
    if (maxEntryBytes > 1 << 30) {
      throw new IllegalArgumentException(
          "maxEntryBytes is %d, above 2^30".formatted(maxEntryBytes));
    }
  }
}
