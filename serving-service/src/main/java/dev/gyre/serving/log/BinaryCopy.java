package dev.gyre.serving.log;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the binary format of <a
 * href="https://www.postgresql.org/docs/current/sql-copy.html">COPY</a>, in memory. Fields are
 * written in the order of the columns.
 */
final class BinaryCopy {

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
  private final DataOutputStream out = new DataOutputStream(bytes);

  BinaryCopy() {
    write(() -> {
      out.write(SIGNATURE);
      out.writeInt(0);
      out.writeInt(0);
    });
  }

  BinaryCopy row(int fields) {
    return write(() -> out.writeShort(fields));
  }

  BinaryCopy uuid(UUID value) {
    return write(() -> {
      out.writeInt(16);
      out.writeLong(value.getMostSignificantBits());
      out.writeLong(value.getLeastSignificantBits());
    });
  }

  BinaryCopy text(@Nullable String value) {
    return bytes(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
  }

  BinaryCopy bytes(byte @Nullable [] value) {
    return write(() -> {
      if (value == null) {
        out.writeInt(-1);
      } else {
        out.writeInt(value.length);
        out.write(value);
      }
    });
  }

  /** To the microsecond. */
  BinaryCopy instant(Instant value) {
    Duration since = Duration.between(EPOCH, value);
    long micros = Math.addExact(since.getSeconds() * 1_000_000, since.getNano() / 1000);
    return write(() -> {
      out.writeInt(8);
      out.writeLong(micros);
    });
  }

  BinaryCopy int8(@Nullable Long value) {
    return write(() -> {
      if (value == null) {
        out.writeInt(-1);
      } else {
        out.writeInt(8);
        out.writeLong(value);
      }
    });
  }

  BinaryCopy int4(int value) {
    return write(() -> {
      out.writeInt(4);
      out.writeInt(value);
    });
  }

  BinaryCopy float8(double value) {
    return write(() -> {
      out.writeInt(8);
      out.writeDouble(value);
    });
  }

  /** The whole stream; nothing may follow. */
  byte[] finish() {
    write(() -> out.writeShort(-1));
    return bytes.toByteArray();
  }

  private BinaryCopy write(Step step) {
    try {
      step.run();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
  }

  private interface Step {
    void run() throws IOException;
  }
}
