package dev.gyre.streams.archive;

import java.io.IOException;

/**
 * Takes what a class folder tree holds, in the order of the archive (directories: in the order of
 * names).
 */
public interface ClassFolderSink {

  /**
   * Takes a file and its bytes, which are the sink's from then on.
   *
   * @throws IOException ends the reading and reaches the caller
   */
  void accept(ClassFolderFile file, byte[] bytes) throws IOException;

  /** Hears of an entry that is not taken. */
  void reject(ArchiveReject reject) throws IOException;
}
