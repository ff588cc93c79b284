package dev.gyre.api.data;

import dev.gyre.api.Digest;

/**
 * A file of a prepared set.
 *
 * @param size in bytes
 */
public record Shard(String name, Digest artifact, long size, Split split, int samples) {}
