package dev.gyre.streams.codec;

import static dev.gyre.streams.codec.Refusal.Reason.DAMAGED;
import static dev.gyre.streams.codec.Refusal.Reason.TRUNCATED;
import static dev.gyre.streams.codec.Refusal.Reason.UNSUPPORTED_FORMAT;

import dev.gyre.streams.array.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of an NPY file.
 *
 * @param stored how one value lies in the file
 * @param dataAt the place of the first value
 */
record NpyHeader(
    Stored stored, ByteOrder order, boolean fortranOrder, List<Integer> shape, int dataAt) {

  /** As numpy does against hostile headers. */
  private static final int MAX_LENGTH = 10_000;

  private static final int MAX_RANK = 32;
  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE =
      Pattern.compile("'shape'\\s*:\\s*\\((\\s*(?:\\d{1,10}L?\\s*,\\s*)*(?:\\d{1,10}L?)?\\s*)\\)");

  NpyHeader {
    shape = List.copyOf(shape);
  }

  /** How a value is stored, and the type that holds it without loss. */
  enum Stored {
    B1(1, ElementType.UINT8),
    I1(1, ElementType.INT32),
    U1(1, ElementType.UINT8),
    I2(2, ElementType.INT32),
    U2(2, ElementType.UINT16),
    I4(4, ElementType.INT32),
    U4(4, ElementType.INT64),
    I8(8, ElementType.INT64),
    F2(2, ElementType.FLOAT32),
    F4(4, ElementType.FLOAT32),
    F8(8, ElementType.FLOAT64);

    private final int bytes;
    private final ElementType type;

    Stored(int bytes, ElementType type) {
      this.bytes = bytes;
      this.type = type;
    }

    int bytes() {
      return bytes;
    }

    ElementType type() {
      return type;
    }
  }

  /** What came of reading a header. */
  sealed interface Result {

    /** The header, whose values are all there. */
    record Read(NpyHeader header) implements Result {}

    /** The file is not to be decoded. */
    record Refused(Refusal refusal) implements Result {}
  }

  static Result read(byte[] file, DecodeLimits limits) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (file.length < 12) {
      return refuse(TRUNCATED, "The NPY ends in its header, at byte " + file.length);
    }
    int version = file[6];
    if (version < 1 || version > 3 || file[7] != 0) {
      return refuse(
          UNSUPPORTED_FORMAT,
          "The NPY is of version %d.%d; 1.0 to 3.0 are read".formatted(version, file[7]));
    }
    int textAt = version == 1 ? 10 : 12;
    long length =
        version == 1
            ? Short.toUnsignedLong(bytes.getShort(8))
            : Integer.toUnsignedLong(bytes.getInt(8));
    if (length > MAX_LENGTH) {
      return refuse(
          UNSUPPORTED_FORMAT,
          "The NPY's header has %d bytes; at most %d are read".formatted(length, MAX_LENGTH));
    }
    if (textAt + length > file.length) {
      return refuse(TRUNCATED, "The NPY ends at byte %d within its header".formatted(file.length));
    }
    String text = new String(file, textAt, (int) length, StandardCharsets.UTF_8);
    return parse(text, (int) (textAt + length), file.length, limits);
  }

  private static Result parse(String text, int dataAt, int fileLength, DecodeLimits limits) {
    Matcher descr = DESCR.matcher(text);
    Matcher fortran = FORTRAN.matcher(text);
    Matcher shape = SHAPE.matcher(text);
    if (!text.stripTrailing().endsWith("}") || !fortran.find() || !shape.find()) {
      return refuse(DAMAGED, "The NPY's header is '%s'".formatted(text.strip()));
    }
    if (!descr.find() || !descr.group(1).matches("[<>|=][biuf][1248]")) {
      return refuse(
          UNSUPPORTED_FORMAT,
          "The NPY's header is '%s'; whole numbers, floats and booleans are read"
              .formatted(text.strip()));
    }
    String name = descr.group(1).substring(1).toUpperCase(Locale.ROOT);
    for (Stored stored : Stored.values()) {
      if (stored.name().equals(name)) {
        ByteOrder order =
            switch (descr.group(1).charAt(0)) {
              case '>' -> ByteOrder.BIG_ENDIAN;
              case '=' -> ByteOrder.nativeOrder();
              default -> ByteOrder.LITTLE_ENDIAN;
            };
        boolean columns = fortran.group(1).equals("True");
        return sized(
            shape.group(1),
            new NpyHeader(stored, order, columns, List.of(), dataAt),
            fileLength,
            limits);
      }
    }
    return refuse(
        UNSUPPORTED_FORMAT,
        "The NPY holds '%s', which no array here holds without loss".formatted(descr.group(1)));
  }

  private static Result sized(String sides, NpyHeader header, int fileLength, DecodeLimits limits) {
    List<Integer> shape = new ArrayList<>();
    long count = 1;
    for (String part : sides.split(",", -1)) {
      String side = part.strip().replace("L", "");
      if (!side.isEmpty()) {
        long length = Long.parseLong(side);
        count = Math.min(Integer.MAX_VALUE, count) * Math.min(Integer.MAX_VALUE, length);
        shape.add((int) Math.min(Integer.MAX_VALUE, length));
      }
    }
    if (shape.size() > MAX_RANK) {
      return refuse(UNSUPPORTED_FORMAT, "The NPY has %d axes".formatted(shape.size()));
    }
    if (count * header.stored().type().bytes() > limits.maxArrayBytes()
        || count > limits.maxArrayBytes()) {
      return refuse(
          Refusal.Reason.TOO_LARGE,
          "An array of shape %s and %s takes more than the limit of %d bytes"
              .formatted(shape, header.stored().type().wireName(), limits.maxArrayBytes()));
    }
    long needed = header.dataAt() + count * header.stored().bytes();
    if (needed != fileLength) {
      return refuse(
          needed > fileLength ? TRUNCATED : DAMAGED,
          "The NPY's values end at byte %d, the file at %d".formatted(needed, fileLength));
    }
    return new Result.Read(
        new NpyHeader(
            header.stored(), header.order(), header.fortranOrder(), shape, header.dataAt()));
  }

  private static Result refuse(Refusal.Reason reason, String detail) {
    return new Result.Refused(new Refusal(reason, detail));
  }
}
