package dev.gyre.streams.archive;

/**
 * One entry that is not taken, while others are.
 *
 * @param path as the archive has it
 * @param detail one sentence with the value that led to it
 */
public record ArchiveReject(String path, Reason reason, String detail) {

  /** The kinds of rejects; names are stable. */
  public enum Reason {
    /** The path starts at a root or a drive. */
    ABSOLUTE_PATH,
    /** The path leads upwards. */
    PARENT_PATH,
    /** Blank, ill-formed, with control characters, back slashes or empty parts. */
    INVALID_NAME,
    /** A link; links are never followed. */
    SYMLINK,
    /** Neither file nor folder nor link. */
    SPECIAL_FILE,
    /** No folder above the file says its class. */
    NO_LABEL,
    /** More folders above it than allowed. */
    TOO_DEEP,
    /** More bytes than one file may have. */
    ENTRY_TOO_LARGE,
    /** A file with the same path but for the ending came before. */
    DUPLICATE_KEY,
    /** Encrypted, or packed by a method that is not read. */
    UNREADABLE
  }
}
