package dev.gyre.streams.codec;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import dev.gyre.streams.array.NdArray;
import javax.imageio.ImageReader;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc9649">WebP</a>, lossy and lossless, still pictures;
 * transparency is dropped. Reads only: no library in pure Java writes it.
 */
public final class WebPCodec extends PictureCodec {

  @Override
  public String name() {
    return "webp";
  }

  @Override
  public String mediaType() {
    return "image/webp";
  }

  @Override
  public boolean recognises(byte[] file) {
    return file.length >= 12
        && WebPInspector.tag(file, 0) == WebPInspector.RIFF
        && WebPInspector.tag(file, 8) == WebPInspector.WEBP;
  }

  @Override
  Inspection inspect(byte[] file, DecodeOptions options) {
    return new WebPInspector(file, options.limits()).inspect();
  }

  @Override
  ImageReader reader() {
    return reader(WebPImageReaderSpi.class, new WebPImageReaderSpi());
  }

  @Override
  public byte[] encode(NdArray values) {
    throw new UnsupportedOperationException(
        "WebP is only read; write %s as PNG or JPEG".formatted(values));
  }
}
