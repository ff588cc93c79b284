package dev.gyre.streams.codec;

import static dev.gyre.streams.codec.Refusal.Reason.DAMAGED;
import static dev.gyre.streams.codec.Refusal.Reason.UNSUPPORTED_FORMAT;

import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.array.NdArray;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import org.jspecify.annotations.Nullable;

/** Between arrays and the pictures of {@code java.awt}. */
final class Rasters {

  private Rasters() {}

  /**
   * A view of the values for an encoder; shares them.
   *
   * @throws IllegalArgumentException if they are no picture of 8 or 16 bits
   */
  static BufferedImage wrap(NdArray values, String codec) {
    int channels = channels(values, codec);
    DataBuffer buffer =
        switch (values.type()) {
          case UINT8 -> new DataBufferByte(values.bytes(), values.length());
          case UINT16 -> new DataBufferUShort(values.shorts(), values.length());
          default -> throw unfit(values, codec);
        };
    WritableRaster raster =
        Raster.createInterleavedRaster(
            buffer,
            values.size(1),
            values.size(0),
            values.size(1) * channels,
            channels,
            channels == 1 ? new int[] {0} : new int[] {0, 1, 2},
            null);
    int space = channels == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB;
    ComponentColorModel colours =
        new ComponentColorModel(
            ColorSpace.getInstance(space), false, false, Transparency.OPAQUE, buffer.getDataType());
    return new BufferedImage(colours, raster, false, null);
  }

  /** 1 or 3. */
  static int channels(NdArray values, String codec) {
    boolean gray = values.rank() == 2 || (values.rank() == 3 && values.size(2) == 1);
    boolean coloured = values.rank() == 3 && values.size(2) == 3;
    if ((!gray && !coloured) || values.length() == 0) {
      throw unfit(values, codec);
    }
    return gray ? 1 : 3;
  }

  static IllegalArgumentException unfit(NdArray values, String codec) {
    return new IllegalArgumentException(
        "Codec '%s' cannot hold %s; give height and width, then 1 or 3 channels, of a type it has"
            .formatted(codec, values));
  }

  /**
   * Copies the stored values out, row by row; colour conversions of {@code getRGB} would change
   * gray ones.
   */
  static Decoded unwrap(Raster raster, @Nullable ColorModel colours, Frame frame, String codec) {
    if (raster.getWidth() != frame.widthPx() || raster.getHeight() != frame.heightPx()) {
      return new Refusal(
          DAMAGED,
          "The header says %d x %d pixels, the data %d x %d"
              .formatted(frame.widthPx(), frame.heightPx(), raster.getWidth(), raster.getHeight()));
    }
    IndexColorModel palette =
        frame.expandsPalette() && colours instanceof IndexColorModel model ? model : null;
    if (palette == null && raster.getNumBands() < frame.channels()) {
      return new Refusal(
          UNSUPPORTED_FORMAT, "The data has %d bands".formatted(raster.getNumBands()));
    }
    NdArray stored = copy(raster, palette, frame);
    return new DecodedArray(frame.header(codec), frame.orientation().apply(stored));
  }

  private static NdArray copy(Raster raster, @Nullable IndexColorModel palette, Frame frame) {
    int length = frame.widthPx() * frame.heightPx() * frame.channels();
    return switch (frame.type()) {
      case UINT8 -> {
        byte[] values = new byte[length];
        rows(raster, palette, frame, (to, value) -> values[to] = (byte) value);
        yield NdArray.uint8(values, frame.storedShape());
      }
      case UINT16 -> {
        short[] values = new short[length];
        rows(raster, palette, frame, (to, value) -> values[to] = (short) value);
        yield NdArray.uint16(values, frame.storedShape());
      }
      case FLOAT32 -> NdArray.float32(floats(raster, frame, length), frame.storedShape());
      case INT32, INT64, FLOAT64 ->
          throw new IllegalStateException("No picture is decoded to " + frame.type());
    };
  }

  /** Takes a value at its place. */
  private interface Target {

    void put(int to, int value);
  }

  private static void rows(
      Raster raster, @Nullable IndexColorModel palette, Frame frame, Target target) {
    int bands = raster.getNumBands();
    int channels = frame.channels();
    int[] row = new int[frame.widthPx() * bands];
    int to = 0;
    for (int y = 0; y < frame.heightPx(); y++) {
      raster.getPixels(0, y, frame.widthPx(), 1, row);
      for (int x = 0; x < frame.widthPx(); x++) {
        int rgb = palette == null ? 0 : palette.getRGB(row[x]);
        for (int c = 0; c < channels; c++) {
          target.put(to++, palette == null ? row[x * bands + c] : rgb >> (16 - 8 * c) & 0xff);
        }
      }
    }
  }

  private static float[] floats(Raster raster, Frame frame, int length) {
    int bands = raster.getNumBands();
    int channels = frame.channels();
    float[] values = new float[length];
    float[] row = new float[frame.widthPx() * bands];
    int to = 0;
    for (int y = 0; y < frame.heightPx(); y++) {
      raster.getPixels(0, y, frame.widthPx(), 1, row);
      for (int x = 0; x < frame.widthPx(); x++) {
        for (int c = 0; c < channels; c++) {
          values[to++] = row[x * bands + c];
        }
      }
    }
    return values;
  }

  /** The type of whole values of that many bits. */
  static ElementType unsigned(int bitDepth) {
    return bitDepth == 16 ? ElementType.UINT16 : ElementType.UINT8;
  }
}
