package dev.gyre.streams.image;

import static dev.gyre.streams.image.ImageRefusal.Reason.DAMAGED;
import static dev.gyre.streams.image.ImageRefusal.Reason.UNSUPPORTED_FORMAT;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import org.jspecify.annotations.Nullable;

/** Between {@link Image} and the pictures of {@code java.awt}. */
final class Rasters {

  private Rasters() {}

  /** A view of the image for an encoder; shares the pixels. */
  static BufferedImage wrap(Image image) {
    int channels = image.channels();
    int[] offsets = channels == 1 ? new int[] {0} : new int[] {0, 1, 2};
    DataBuffer buffer = new DataBufferByte(image.pixels(), image.pixels().length);
    WritableRaster raster =
        Raster.createInterleavedRaster(
            buffer,
            image.widthPx(),
            image.heightPx(),
            image.widthPx() * channels,
            channels,
            offsets,
            null);
    int space = channels == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB;
    ComponentColorModel colours =
        new ComponentColorModel(
            ColorSpace.getInstance(space), false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
    return new BufferedImage(colours, raster, false, null);
  }

  /**
   * Copies the stored values out, row by row; colour conversions of {@code getRGB} would change
   * gray ones.
   */
  static DecodeResult unwrap(BufferedImage decoded, ImageHeader header) {
    Raster raster = decoded.getRaster();
    int width = header.widthPx();
    int height = header.heightPx();
    if (raster.getWidth() != width || raster.getHeight() != height) {
      return new ImageRefusal(
          DAMAGED,
          "The header says %d x %d pixels, the data %d x %d"
              .formatted(width, height, raster.getWidth(), raster.getHeight()));
    }
    IndexColorModel palette =
        decoded.getColorModel() instanceof IndexColorModel model ? model : null;
    if (palette == null && raster.getNumBands() < header.channels()) {
      return new ImageRefusal(
          UNSUPPORTED_FORMAT, "The data has %d bands".formatted(raster.getNumBands()));
    }
    byte[] pixels = new byte[Math.multiplyExact(width * height, header.channels())];
    int[] row = new int[width * raster.getNumBands()];
    for (int y = 0; y < height; y++) {
      raster.getPixels(0, y, width, 1, row);
      copyRow(row, raster.getNumBands(), palette, header, pixels, y);
    }
    return new Image(height, width, header.channels(), pixels);
  }

  private static void copyRow(
      int[] row,
      int bands,
      @Nullable IndexColorModel palette,
      ImageHeader header,
      byte[] pixels,
      int y) {
    int channels = header.channels();
    int to = y * header.widthPx() * channels;
    for (int x = 0; x < header.widthPx(); x++) {
      for (int c = 0; c < channels; c++) {
        int value = palette == null ? row[x * bands + c] : palette.getRGB(row[x]) >> (16 - 8 * c);
        pixels[to++] = (byte) value;
      }
    }
  }
}
