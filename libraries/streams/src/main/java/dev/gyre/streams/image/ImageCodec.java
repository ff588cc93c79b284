package dev.gyre.streams.image;

/**
 * Decodes pictures of eight bits within limits; {@code Codecs} decode the other formats and depths.
 * Bad input is an answer, never an exception, and is recognised before memory for pixels is taken.
 * Equal bytes give equal pixels, on the same Java platform. Safe for use by many threads.
 */
public interface ImageCodec {

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
