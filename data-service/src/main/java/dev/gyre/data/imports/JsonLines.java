package dev.gyre.data.imports;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The lines of a text that nobody trusts, one at a time; blank ones are passed over. */
final class JsonLines implements Closeable {

  /** Some ten thousand boxes. */
  static final int MAX_LINE_BYTES = 4 << 20;

  private final InputStream in;
  private int number;
  private boolean ended;

  JsonLines(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /**
   * A line.
   *
   * @param number from 1
   * @param text absent if it is too long or no UTF-8
   */
  record Line(int number, @Nullable String text) {}

  /** The next line that is not blank, or null at the end. */
  @Nullable Line next() throws IOException {
    while (!ended) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      boolean tooLong = false;
      boolean blank = true;
      int value = in.read();
      while (value >= 0 && value != '\n') {
        blank &= value == ' ' || value == '\t' || value == '\r';
        tooLong |= line.size() >= MAX_LINE_BYTES;
        if (!tooLong) {
          line.write(value);
        }
        value = in.read();
      }
      ended = value < 0;
      number++;
      if (!blank) {
        return new Line(number, tooLong ? null : decode(line.toByteArray()));
      }
    }
    return null;
  }

  private static @Nullable String decode(byte[] line) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
