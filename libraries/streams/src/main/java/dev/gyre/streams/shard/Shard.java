package dev.gyre.streams.shard;

/**
 * A finished shard.
 *
 * @param name file name in the folder of the set, for example {@code train-000000.tar}
 * @param samples how many samples it holds
 * @param sizeBytes size of the file
 * @param sha256 digest of the file in hexadecimal
 */
public record Shard(String name, long samples, long sizeBytes, String sha256) {}
