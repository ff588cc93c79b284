package dev.gyre.api.data;

import dev.gyre.api.Digest;

/**
 * A version as one file for workers: Parquet, one row per member sorted by key, columns {@code
 * sample_id, key, split, class_name, group_key, metadata, artifact, media_type, size}.
 */
public record VersionManifest(Digest artifact, int samples) {}
