package dev.gyre.streams.shard;

/**
 * Where the bytes of a field lie in a shard.
 *
 * @param name of the field, for example {@code image.png}
 * @param offset of the first byte from the start of the shard, in bytes
 * @param size in bytes
 */
public record FieldSpan(String name, long offset, long size) {}
