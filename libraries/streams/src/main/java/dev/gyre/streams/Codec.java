package dev.gyre.streams;

/**
 * Turns the bytes of one kind of stream into values and back. Each kind has its own sub-interface
 * with the decoding methods, for example {@code ImageCodec}. Implementations are safe for use by
 * many threads.
 */
public interface Codec {

  /** The name under which {@link Codecs} finds it; unique in a registry. */
  String name();

  /** The kind of stream that it reads. */
  StreamKind kind();
}
