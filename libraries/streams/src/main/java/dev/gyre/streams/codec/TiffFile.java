package dev.gyre.streams.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The one page of a <a href="https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf">TIFF
 * 6.0</a> file: numbers by tag, beside the pieces of its pixels.
 */
final class TiffFile {

  static final int WIDTH = 256;
  static final int HEIGHT = 257;
  static final int BITS = 258;
  static final int COMPRESSION = 259;
  static final int PHOTOMETRIC = 262;
  static final int FILL_ORDER = 266;
  static final int STRIP_OFFSETS = 273;
  static final int ORIENTATION = 274;
  static final int SAMPLES = 277;
  static final int ROWS_PER_STRIP = 278;
  static final int STRIP_SIZES = 279;
  static final int PLANAR = 284;
  static final int PREDICTOR = 317;
  static final int COLOUR_MAP = 320;
  static final int TILE_WIDTH = 322;
  static final int TILE_HEIGHT = 323;
  static final int TILE_OFFSETS = 324;
  static final int TILE_SIZES = 325;
  static final int EXTRA_SAMPLES = 338;
  static final int SAMPLE_FORMAT = 339;

  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int ENTRY = 12;
  private static final int HEADER = 8;

  private final ByteOrder order;
  private final SortedMap<Integer, List<Long>> fields = new TreeMap<>();

  TiffFile(ByteOrder order) {
    this.order = order;
  }

  ByteOrder order() {
    return order;
  }

  /** The values of a tag, or the default if it is absent. */
  List<Long> values(int tag, long... byDefault) {
    List<Long> found = fields.get(tag);
    return found == null ? Arrays.stream(byDefault).boxed().toList() : found;
  }

  /** The first value of a tag, or the default if it is absent. */
  long value(int tag, long byDefault) {
    List<Long> found = fields.get(tag);
    return found == null || found.isEmpty() ? byDefault : found.getFirst();
  }

  boolean has(int tag) {
    return fields.containsKey(tag);
  }

  TiffFile put(int tag, long... values) {
    return put(tag, Arrays.stream(values).boxed().toList());
  }

  TiffFile put(int tag, List<Long> values) {
    fields.put(tag, values);
    return this;
  }

  /** The file: header, table, long values, pieces; the offsets of the pieces are its own. */
  ByteArrayOutputStream write(List<byte[]> pieces) {
    boolean tiled = has(TILE_WIDTH);
    int offsetsTag = tiled ? TILE_OFFSETS : STRIP_OFFSETS;
    put(
        tiled ? TILE_SIZES : STRIP_SIZES,
        pieces.stream().map(piece -> (long) piece.length).toList());
    put(offsetsTag, pieces.stream().map(piece -> 0L).toList());
    int tableEnd = HEADER + 2 + fields.size() * ENTRY + 4;
    long at = tableEnd;
    for (Map.Entry<Integer, List<Long>> field : fields.entrySet()) {
      at += overflow(field.getKey(), field.getValue().size());
    }
    put(offsetsTag, offsets(pieces, at));
    ByteBuffer head = ByteBuffer.allocate((int) at).order(order);
    head.putShort((short) (order == ByteOrder.LITTLE_ENDIAN ? 0x4949 : 0x4d4d));
    head.putShort((short) 42).putInt(HEADER).putShort((short) fields.size());
    int free = tableEnd;
    for (Map.Entry<Integer, List<Long>> field : fields.entrySet()) {
      free = entry(head, field.getKey(), field.getValue(), free);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head.array());
    for (byte[] piece : pieces) {
      out.writeBytes(piece);
      if ((piece.length & 1) != 0) {
        out.write(0);
      }
    }
    return out;
  }

  private static List<Long> offsets(List<byte[]> pieces, long first) {
    long[] offsets = new long[pieces.size()];
    long at = first;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = at;
      at += pieces.get(i).length + (pieces.get(i).length & 1);
    }
    return Arrays.stream(offsets).boxed().toList();
  }

  private static int bytes(int tag) {
    return switch (tag) {
      case WIDTH, HEIGHT, STRIP_OFFSETS, ROWS_PER_STRIP, STRIP_SIZES, TILE_OFFSETS, TILE_SIZES -> 4;
      default -> 2;
    };
  }

  /** Bytes that do not fit the table. */
  private static int overflow(int tag, int count) {
    int size = bytes(tag) * count;
    return size <= 4 ? 0 : size + (size & 1);
  }

  private static int entry(ByteBuffer head, int tag, List<Long> values, int free) {
    int width = bytes(tag);
    head.putShort((short) tag).putShort((short) (width == 4 ? LONG : SHORT)).putInt(values.size());
    int size = width * values.size();
    int at = size <= 4 ? head.position() : free;
    if (size > 4) {
      head.putInt(head.position(), free);
    }
    for (long value : values) {
      if (width == 4) {
        head.putInt(at, (int) value);
      } else {
        head.putShort(at, (short) value);
      }
      at += width;
    }
    head.position(head.position() + 4);
    return free + overflow(tag, values.size());
  }
}
