package dev.gyre.streams.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/**
 * Reads trees of the form {@code label/name.png} that nobody trusts, one file at a time. Nothing is
 * written to disk, no link is followed, and at most one file and the names of all are held in
 * memory.
 *
 * @param leadingFolders how many folders stand above the one that is the label; 0 for {@code
 *     label/name.png}
 */
public record ClassFolders(ArchiveLimits limits, int leadingFolders) {

  public ClassFolders {
    if (leadingFolders < 0 || leadingFolders >= limits.maxDepth()) {
      throw new IllegalArgumentException(
          "%d leading folders leave none for the label in a depth of %d"
              .formatted(leadingFolders, limits.maxDepth()));
    }
  }

  /**
   * Reads a zip archive as it streams by; the caller closes the stream. Links in it cannot be told
   * from small files here, because zip says so only at its end: their content is the path they lead
   * to, which no codec takes for a picture. Use {@link #readZip(Path, ClassFolderSink)} where the
   * archive lies in a file.
   *
   * @throws IOException if the stream itself or the sink fails
   */
  public ArchiveResult readZip(InputStream zip, ClassFolderSink sink) throws IOException {
    MeteredStream source = new MeteredStream(zip);
    TreeReading reading = new TreeReading(limits, leadingFolders, sink, source::count);
    try {
      new ZipStreamReader(reading).read(source);
      return new ArchiveResult.Complete(reading.counts());
    } catch (RefusedException e) {
      return new ArchiveResult.Refused(e.reason(), e.detail(), reading.counts());
    } catch (TreeReading.SinkException e) {
      throw e.failure();
    } catch (IOException e) {
      IOException failure = source.failure();
      if (failure != null) {
        throw failure;
      }
      return damaged(reading, e);
    }
  }

  /**
   * Reads the zip archive in a file by its table of contents.
   *
   * @throws IOException if the file cannot be opened or the sink fails
   */
  public ArchiveResult readZip(Path zip, ClassFolderSink sink) throws IOException {
    long size = Files.size(zip);
    TreeReading reading = new TreeReading(limits, leadingFolders, sink, () -> size);
    try {
      new ZipFileReader(reading, limits).read(zip);
      return new ArchiveResult.Complete(reading.counts());
    } catch (RefusedException e) {
      return new ArchiveResult.Refused(e.reason(), e.detail(), reading.counts());
    } catch (TreeReading.SinkException e) {
      throw e.failure();
    } catch (IOException e) {
      return damaged(reading, e);
    }
  }

  /**
   * Reads a directory, names in order.
   *
   * @throws NotDirectoryException if it is none
   * @throws IOException if it cannot be read or the sink fails
   */
  public ArchiveResult readDirectory(Path directory, ClassFolderSink sink) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new NotDirectoryException(directory.toString());
    }
    TreeReading reading = new TreeReading(limits, leadingFolders, sink, () -> Long.MAX_VALUE);
    try {
      new DirectoryReader(reading, limits).read(directory);
      return new ArchiveResult.Complete(reading.counts());
    } catch (RefusedException e) {
      return new ArchiveResult.Refused(e.reason(), e.detail(), reading.counts());
    } catch (TreeReading.SinkException e) {
      throw e.failure();
    }
  }

  private static ArchiveResult damaged(TreeReading reading, IOException e) {
    return new ArchiveResult.Refused(
        ArchiveResult.Reason.DAMAGED,
        "The zip archive cannot be read further: " + e.getMessage(),
        reading.counts());
  }
}
