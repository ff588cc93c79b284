package dev.gyre.streams.image;

import dev.gyre.streams.Codec;
import dev.gyre.streams.StreamKind;

/**
 * Decodes pictures within limits. Bad input is an answer, never an exception, and is recognised
 * before memory for pixels is taken. Equal bytes give equal pixels, on the same Java platform. Safe
 * for use by many threads.
 */
public interface ImageCodec extends Codec {

  @Override
  default StreamKind kind() {
    return StreamKind.IMAGE;
  }

  /**
   * Reads the header and walks the file's structure to its end; takes no memory that grows with the
   * picture.
   */
  ProbeResult probe(byte[] file, ImageLimits limits);

  /** Probes, and only then decodes. */
  DecodeResult decode(byte[] file, ImageLimits limits);

  /**
   * The picture as PNG without loss; equal pictures give equal bytes, on the same Java platform.
   */
  byte[] encodePng(Image image);
}
