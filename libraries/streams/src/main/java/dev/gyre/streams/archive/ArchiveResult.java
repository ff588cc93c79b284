package dev.gyre.streams.archive;

/** What came of reading a tree. */
public sealed interface ArchiveResult {

  /**
   * What was met so far: entries = accepted + rejected + ignored + folders.
   *
   * @param accepted files given to the sink
   * @param rejected rejects given to the sink
   * @param ignored hidden files and system leftovers: names that start with a dot, {@code
   *     __MACOSX}, {@code Thumbs.db}, {@code desktop.ini}
   * @param folders entries that are folders, not counting ignored ones
   */
  record Counts(long accepted, long rejected, long ignored, long folders) {

    /** All entries. */
    public long entries() {
      return accepted + rejected + ignored + folders;
    }
  }

  /** The tree was read to its end. */
  record Complete(Counts counts) implements ArchiveResult {}

  /** The whole is refused. The sink may have got files before that; its owner drops them. */
  record Refused(Reason reason, String detail, Counts counts) implements ArchiveResult {}

  /** Why a whole is refused; names are stable. */
  enum Reason {
    /** No zip archive or no directory. */
    NOT_AN_ARCHIVE,
    /** The archive contradicts itself or ends early. */
    DAMAGED,
    TOO_MANY_ENTRIES,
    TOTAL_TOO_LARGE,
    /** Unpacks to more than the allowed multiple of its size. */
    RATIO_TOO_HIGH
  }
}
