package dev.gyre.streams.codec;

import dev.gyre.streams.array.NdArray;

/**
 * Turns the bytes of one file format into values and back. Bad input is an answer, never an
 * exception, and is recognised before memory for values is taken. Equal bytes give equal values, on
 * the same Java platform. Safe for use by many threads.
 */
public interface Codec {

  /** The name under which {@link Codecs} finds it; unique in a registry. */
  String name();

  /** For example {@code image/png}. */
  String mediaType();

  /** Whether the file begins like this format; the rest may still be broken. */
  boolean recognises(byte[] file);

  /**
   * Reads the header and walks the file's structure to its end; takes no memory that grows with the
   * values.
   */
  Probed probe(byte[] file, DecodeOptions options);

  /** Probes, and only then decodes. */
  Decoded decode(byte[] file, DecodeOptions options);

  /**
   * The values in this format; equal values give equal bytes, on the same Java platform. Without
   * loss, unless the format always loses.
   *
   * @throws IllegalArgumentException if the format cannot hold this element type or shape
   * @throws UnsupportedOperationException if the format is only read
   */
  byte[] encode(NdArray values);
}
