package dev.gyre.streams.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts the bytes of a source, keeps the last of them, and remembers a failure of the source,
 * which is then not the archive's.
 */
final class MeteredStream extends FilterInputStream {

  private final byte[] last = new byte[2 * ZipEnd.MAX_LENGTH];
  private int lastLength;
  private long count;
  private @Nullable IOException failure;

  MeteredStream(InputStream in) {
    super(in);
  }

  long count() {
    return count;
  }

  /** Up to {@link ZipEnd#MAX_LENGTH} or more of the bytes read last. */
  byte[] tail() {
    return Arrays.copyOf(last, lastLength);
  }

  @Nullable IOException failure() {
    return failure;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      int n = super.read(bytes, offset, length);
      keep(bytes, offset, Math.max(0, n));
      return n;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  private void keep(byte[] bytes, int offset, int length) {
    count += length;
    int kept = Math.min(length, ZipEnd.MAX_LENGTH);
    if (lastLength + kept > last.length) {
      int before = ZipEnd.MAX_LENGTH;
      System.arraycopy(last, lastLength - before, last, 0, before);
      lastLength = before;
    }
    System.arraycopy(bytes, offset + length - kept, last, lastLength, kept);
    lastLength += kept;
  }

  /** By reading, so that passed bytes are counted too. */
  @Override
  public long skip(long bytes) throws IOException {
    return Math.max(0, read(new byte[Math.clamp(bytes, 0, 8192)]));
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
