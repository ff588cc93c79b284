package dev.gyre.api.data;

import dev.gyre.api.Digest;

/**
 * A version as one file for workers: Parquet, one row per member sorted by key, columns {@code
 * sample_id, key, split, class_name, group_key, metadata, artifact, media_type, size, sequence_id,
 * time_ns, scope, streams, annotations}. Artifact, media type and size are those of the first
 * stream; {@code class_name} is null for a member without label. {@code streams} is the JSON text
 * of a list of {@link StreamItem} in the order of the contract, {@code annotations} that of a list
 * of {@link AcceptedAnnotation} in a stable order.
 */
public record VersionManifest(Digest artifact, int samples) {}
