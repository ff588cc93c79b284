package dev.gyre.streams.codec;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import dev.gyre.streams.array.NdArray;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageReader;

/**
 * TIFF of one page: unsigned 8 and 16 bits and floats of 32, gray, colour and palette, in strips or
 * tiles, uncompressed, LZW, Deflate or PackBits, with predictor or without. Writes one strip of
 * Deflate, without loss.
 */
public final class TiffCodec extends PictureCodec {

  private static final int DEFLATE = 8;

  @Override
  public String name() {
    return "tiff";
  }

  @Override
  public String mediaType() {
    return "image/tiff";
  }

  @Override
  public boolean recognises(byte[] file) {
    return file.length >= 4
        && ((file[0] == 'I' && file[1] == 'I' && (file[2] == 42 || file[2] == 43) && file[3] == 0)
            || (file[0] == 'M'
                && file[1] == 'M'
                && file[2] == 0
                && (file[3] == 42 || file[3] == 43)));
  }

  @Override
  Inspection inspect(byte[] file, DecodeOptions options) {
    return new TiffInspector(file, options).inspect();
  }

  @Override
  ImageReader reader() {
    return reader(TIFFImageReaderSpi.class, new TIFFImageReaderSpi());
  }

  @Override
  public byte[] encode(NdArray values) {
    int channels = Rasters.channels(values, name());
    boolean floating = values.type().isFloating();
    TiffFile page =
        new TiffFile(ByteOrder.LITTLE_ENDIAN)
            .put(TiffFile.WIDTH, values.size(1))
            .put(TiffFile.HEIGHT, values.size(0))
            .put(TiffFile.BITS, Collections.nCopies(channels, 8L * values.type().bytes()))
            .put(TiffFile.COMPRESSION, DEFLATE)
            .put(TiffFile.PHOTOMETRIC, channels == 1 ? 1 : 2)
            .put(TiffFile.SAMPLES, channels)
            .put(TiffFile.ROWS_PER_STRIP, values.size(0))
            .put(TiffFile.PLANAR, 1)
            .put(TiffFile.SAMPLE_FORMAT, Collections.nCopies(channels, floating ? 3L : 1L));
    return page.write(List.of(deflated(littleEndian(values)))).toByteArray();
  }

  private byte[] littleEndian(NdArray values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(values.length(), values.type().bytes()))
            .order(ByteOrder.LITTLE_ENDIAN);
    switch (values.type()) {
      case UINT8 -> bytes.put(values.bytes());
      case UINT16 -> bytes.asShortBuffer().put(values.shorts());
      case FLOAT32 -> bytes.asFloatBuffer().put(values.floats());
      case INT32, INT64, FLOAT64 -> throw Rasters.unfit(values, name());
    }
    return bytes.array();
  }

  private static byte[] deflated(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2 + 64);
    Deflater deflater = new Deflater();
    try (DeflaterOutputStream zip = new DeflaterOutputStream(out, deflater)) {
      zip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    } finally {
      deflater.end();
    }
    return out.toByteArray();
  }
}
