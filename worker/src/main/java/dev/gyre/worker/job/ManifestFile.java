package dev.gyre.worker.job;

import dev.gyre.api.Digest;

/**
 * A file of a member: that of a stream, or of a map.
 *
 * @param key of the member
 * @param name of the stream, or by which a truth is prepared
 * @param size in bytes
 */
record ManifestFile(String key, String name, Digest artifact, long size) {}
