package dev.gyre.streams.preparation;

import java.io.IOException;
import java.io.InputStream;

/** Opens the bytes of a sample when their turn comes. */
@FunctionalInterface
public interface ByteSource {

  /**
   * Opens the bytes; the run closes the stream.
   *
   * @throws java.nio.file.NoSuchFileException if there are no such bytes: the sample is rejected
   * @throws IOException if they cannot be read now: the run ends, to be repeated
   */
  InputStream open() throws IOException;
}
