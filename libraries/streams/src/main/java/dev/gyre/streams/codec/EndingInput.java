package dev.gyre.streams.codec;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Bytes in memory whose end is an end. Decoders take what is missing for zeros and go on: a
 * lossless WebP of 54 bytes kept one busy for 47 seconds with codes that it read there.
 */
final class EndingInput extends ImageInputStreamImpl {

  /** Decoders look a little ahead, some in each of a picture's parts. */
  private static final int MAX_LOOKS = 1024;

  private final byte[] bytes;
  private int looks;

  EndingInput(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public int read() throws IOException {
    bitOffset = 0;
    return streamPos < bytes.length ? bytes[(int) streamPos++] & 0xff : look();
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    bitOffset = 0;
    if (length == 0) {
      return 0;
    }
    if (streamPos >= bytes.length) {
      return look();
    }
    int taken = (int) Math.min(length, bytes.length - streamPos);
    System.arraycopy(bytes, (int) streamPos, to, offset, taken);
    streamPos += taken;
    return taken;
  }

  @Override
  public long length() {
    return bytes.length;
  }

  private int look() throws IOException {
    looks++;
    if (looks > MAX_LOOKS) {
      // Not the exception that decoders swallow at an end.
      throw new IOException("the data ends at byte %d".formatted(bytes.length));
    }
    return -1;
  }
}
