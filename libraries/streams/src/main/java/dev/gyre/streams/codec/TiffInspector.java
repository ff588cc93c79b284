package dev.gyre.streams.codec;

import static dev.gyre.streams.codec.Refusal.Reason.DAMAGED;
import static dev.gyre.streams.codec.Refusal.Reason.TRUNCATED;
import static dev.gyre.streams.codec.Refusal.Reason.UNSUPPORTED_FORMAT;

import dev.gyre.streams.array.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks the table of a one-page TIFF file and the pieces of its pixels. */
final class TiffInspector {

  private static final int ENTRY = 12;

  /** Of a field that is kept; a strip per row of the tallest picture fits. */
  private static final int MAX_COUNT = 1 << 16;

  /** The tags that pixels need; all others stay unread. */
  private static final Set<Integer> KEPT =
      Set.of(
          TiffFile.WIDTH,
          TiffFile.HEIGHT,
          TiffFile.BITS,
          TiffFile.COMPRESSION,
          TiffFile.PHOTOMETRIC,
          TiffFile.FILL_ORDER,
          TiffFile.STRIP_OFFSETS,
          TiffFile.ORIENTATION,
          TiffFile.SAMPLES,
          TiffFile.ROWS_PER_STRIP,
          TiffFile.STRIP_SIZES,
          TiffFile.PLANAR,
          TiffFile.PREDICTOR,
          TiffFile.COLOUR_MAP,
          TiffFile.TILE_WIDTH,
          TiffFile.TILE_HEIGHT,
          TiffFile.TILE_OFFSETS,
          TiffFile.TILE_SIZES,
          TiffFile.EXTRA_SAMPLES,
          TiffFile.SAMPLE_FORMAT);

  private static final Set<Long> COMPRESSIONS = Set.of(1L, 5L, 8L, 32773L, 32946L);

  private final byte[] file;
  private final ByteBuffer bytes;
  private final DecodeOptions options;
  private final TiffFile page;

  TiffInspector(byte[] file, DecodeOptions options) {
    this.file = file;
    ByteOrder order = file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    this.bytes = ByteBuffer.wrap(file).order(order);
    this.options = options;
    this.page = new TiffFile(order);
  }

  Inspection inspect() {
    Inspection refusal = table();
    if (refusal == null) {
      refusal = model();
    }
    if (refusal != null) {
      return refusal;
    }
    Frame frame = frame();
    refusal = Inspection.tooLarge(frame, options.limits());
    return refusal == null ? pieces(frame) : refusal;
  }

  private @Nullable Inspection table() {
    if (file.length < 10) {
      return Inspection.refuse(TRUNCATED, "The TIFF ends in its header, at byte " + file.length);
    }
    if (bytes.getShort(2) != 42) {
      return Inspection.refuse(
          UNSUPPORTED_FORMAT,
          "The TIFF has version %d; 42 is read, BigTIFF is not".formatted(bytes.getShort(2)));
    }
    long at = Integer.toUnsignedLong(bytes.getInt(4));
    if (at < 8 || at + 2 > file.length) {
      return Inspection.refuse(TRUNCATED, "The TIFF's table is said to lie at byte " + at);
    }
    int count = Short.toUnsignedInt(bytes.getShort((int) at));
    long end = at + 2 + (long) count * ENTRY;
    if (end + 4 > file.length) {
      return Inspection.refuse(
          TRUNCATED, "The TIFF's table of %d entries ends at byte %d".formatted(count, end));
    }
    if (bytes.getInt((int) end) != 0) {
      return Inspection.refuse(
          UNSUPPORTED_FORMAT, "The TIFF has more than one page; store each in a file of its own");
    }
    for (int i = 0; i < count; i++) {
      Inspection refusal = entry((int) at + 2 + i * ENTRY);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  private @Nullable Inspection entry(int at) {
    int tag = Short.toUnsignedInt(bytes.getShort(at));
    if (!KEPT.contains(tag)) {
      return null;
    }
    int width =
        switch (bytes.getShort(at + 2)) {
          case 1 -> 1;
          case 3 -> 2;
          case 4 -> 4;
          default -> 0;
        };
    long count = Integer.toUnsignedLong(bytes.getInt(at + 4));
    if (width == 0 || count < 1 || count > MAX_COUNT) {
      return Inspection.refuse(
          DAMAGED,
          "The TIFF has %d values of type %d in tag %d"
              .formatted(count, bytes.getShort(at + 2), tag));
    }
    long from = count * width <= 4 ? at + 8 : Integer.toUnsignedLong(bytes.getInt(at + 8));
    if (from + count * width > file.length) {
      return Inspection.refuse(
          TRUNCATED, "The TIFF's tag %d is said to lie at byte %d".formatted(tag, from));
    }
    long[] values = new long[(int) count];
    for (int i = 0; i < values.length; i++) {
      int place = (int) from + i * width;
      values[i] =
          switch (width) {
            case 1 -> bytes.get(place) & 0xff;
            case 2 -> Short.toUnsignedInt(bytes.getShort(place));
            default -> Integer.toUnsignedLong(bytes.getInt(place));
          };
    }
    page.put(tag, values);
    return null;
  }

  /** What is decoded of all that TIFF can say. */
  private @Nullable Inspection model() {
    long width = page.value(TiffFile.WIDTH, 0);
    long height = page.value(TiffFile.HEIGHT, 0);
    if (width < 1 || height < 1 || width > 1 << 28 || height > 1 << 28) {
      return Inspection.refuse(
          DAMAGED, "The TIFF says that it is %d x %d pixels".formatted(width, height));
    }
    if (!COMPRESSIONS.contains(page.value(TiffFile.COMPRESSION, 1))) {
      return unsupported("compression", page.value(TiffFile.COMPRESSION, 1));
    }
    long photometric = page.value(TiffFile.PHOTOMETRIC, -1);
    if (photometric < 1 || photometric > 3) {
      return unsupported("photometric interpretation", photometric);
    }
    long samples = page.value(TiffFile.SAMPLES, 1);
    long least = photometric == 2 ? 3 : 1;
    if (samples < least || samples > least + 1) {
      return unsupported("samples per pixel", samples);
    }
    if (page.value(TiffFile.FILL_ORDER, 1) != 1) {
      return unsupported("fill order", page.value(TiffFile.FILL_ORDER, 1));
    }
    long planar = page.value(TiffFile.PLANAR, 1);
    if (planar != 1 && planar != 2) {
      return unsupported("planar configuration", planar);
    }
    return depth(photometric);
  }

  private @Nullable Inspection depth(long photometric) {
    List<Long> bits = page.values(TiffFile.BITS, 1);
    List<Long> formats = page.values(TiffFile.SAMPLE_FORMAT, 1);
    if (bits.stream().distinct().count() != 1 || formats.stream().distinct().count() != 1) {
      return Inspection.refuse(
          UNSUPPORTED_FORMAT,
          "The TIFF has samples of %s bits in formats %s; all alike are read"
              .formatted(bits, formats));
    }
    boolean whole = formats.getFirst() == 1 && (bits.getFirst() == 8 || bits.getFirst() == 16);
    boolean floating = formats.getFirst() == 3 && bits.getFirst() == 32;
    boolean palette = photometric == 3;
    if (!(whole || floating) || (palette && bits.getFirst() != 8)) {
      return Inspection.refuse(
          UNSUPPORTED_FORMAT,
          "The TIFF has %d bits in sample format %d; unsigned of 8 and 16 and floats of 32 are read"
              .formatted(bits.getFirst(), formats.getFirst()));
    }
    long predictor = page.value(TiffFile.PREDICTOR, 1);
    if (predictor != 1 && predictor != (floating ? 3 : 2)) {
      return unsupported("predictor", predictor);
    }
    if (palette && page.values(TiffFile.COLOUR_MAP).size() != 768) {
      return Inspection.refuse(
          DAMAGED,
          "The TIFF's palette has %d values, not 768"
              .formatted(page.values(TiffFile.COLOUR_MAP).size()));
    }
    return null;
  }

  private Frame frame() {
    long photometric = page.value(TiffFile.PHOTOMETRIC, 1);
    boolean ids = options.palette() == PaletteReading.IDS;
    int bits = (int) page.value(TiffFile.BITS, 8);
    return new Frame(
        (int) page.value(TiffFile.WIDTH, 0),
        (int) page.value(TiffFile.HEIGHT, 0),
        photometric == 2 || (photometric == 3 && !ids) ? 3 : 1,
        bits == 32 ? ElementType.FLOAT32 : Rasters.unsigned(bits),
        bits,
        photometric == 3 && !ids,
        Orientation.of(page.value(TiffFile.ORIENTATION, 1)));
  }

  private Inspection pieces(Frame frame) {
    boolean tiled = page.has(TiffFile.TILE_WIDTH);
    long wide = tiled ? page.value(TiffFile.TILE_WIDTH, 0) : frame.widthPx();
    long high =
        tiled
            ? page.value(TiffFile.TILE_HEIGHT, 0)
            : Math.min(page.value(TiffFile.ROWS_PER_STRIP, frame.heightPx()), frame.heightPx());
    long samples = page.value(TiffFile.SAMPLES, 1);
    boolean planar = page.value(TiffFile.PLANAR, 1) == 2;
    long pieceBytes = wide * high * (planar ? 1 : samples) * frame.type().bytes();
    if (wide < 1 || high < 1 || pieceBytes > options.limits().maxArrayBytes()) {
      return Inspection.refuse(
          DAMAGED, "The TIFF has pieces of %d x %d pixels".formatted(wide, high));
    }
    long expected =
        ((frame.widthPx() + wide - 1) / wide)
            * ((frame.heightPx() + high - 1) / high)
            * (planar ? samples : 1);
    List<Long> offsets = page.values(tiled ? TiffFile.TILE_OFFSETS : TiffFile.STRIP_OFFSETS);
    List<Long> sizes = page.values(tiled ? TiffFile.TILE_SIZES : TiffFile.STRIP_SIZES);
    if (offsets.size() != expected || sizes.size() != expected) {
      return Inspection.refuse(
          DAMAGED,
          "The TIFF needs %d pieces, but has %d places and %d sizes"
              .formatted(expected, offsets.size(), sizes.size()));
    }
    return cut(frame, offsets, sizes);
  }

  private Inspection cut(Frame frame, List<Long> offsets, List<Long> sizes) {
    List<byte[]> pieces = new ArrayList<>(offsets.size());
    long total = 0;
    for (int i = 0; i < offsets.size(); i++) {
      long from = offsets.get(i);
      long to = from + sizes.get(i);
      total += sizes.get(i);
      if (to > file.length) {
        return Inspection.refuse(
            TRUNCATED,
            "The TIFF's pixels go on to byte %d, but the file ends at %d"
                .formatted(to, file.length));
      }
      if (total > file.length) {
        return Inspection.refuse(DAMAGED, "The TIFF's pieces lie over each other");
      }
      pieces.add(Arrays.copyOfRange(file, (int) from, (int) to));
    }
    long raw =
        (long) frame.widthPx()
            * frame.heightPx()
            * page.value(TiffFile.SAMPLES, 1)
            * frame.type().bytes();
    if (page.value(TiffFile.COMPRESSION, 1) == 1 && total < raw) {
      return Inspection.refuse(
          TRUNCATED, "The TIFF has %d bytes of pixels, not %d".formatted(total, raw));
    }
    page.put(TiffFile.ORIENTATION, 1);
    return new Inspection.Sound(frame, page.write(pieces));
  }

  private static Inspection unsupported(String what, long value) {
    return Inspection.refuse(
        UNSUPPORTED_FORMAT, "The TIFF has %s %d, which is not read".formatted(what, value));
  }
}
