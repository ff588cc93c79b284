package dev.gyre.streams.shard;

import dev.gyre.streams.codec.Codec;
import dev.gyre.streams.declaration.StreamDeclaration;

/**
 * How a stream lies in a shard.
 *
 * @param codec writes without loss, or pictures may lose
 * @param ending of the field's name, by which readers know the format, for example {@code png}
 */
public record StreamField(StreamDeclaration stream, Codec codec, String ending) {

  public StreamField {
    if (!ending.matches("[a-z0-9]{1,8}")) {
      throw new IllegalArgumentException(
          "ending is '%s'; give 1 to 8 lower-case letters and digits".formatted(ending));
    }
  }

  /** The field with the values. */
  public String name() {
    return stream.name() + "." + ending;
  }

  /** The field that says whether they are values or a fill; only optional streams have it. */
  public String presenceName() {
    return stream.name() + ".present.cls";
  }
}
