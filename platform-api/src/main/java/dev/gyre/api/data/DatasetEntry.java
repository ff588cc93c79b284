package dev.gyre.api.data;

import dev.gyre.api.Digest;
import org.jspecify.annotations.Nullable;

/**
 * A member of a dataset version, as it was when committed.
 *
 * @param className its label; absent if its truth is of another kind
 * @param artifact of its first stream
 */
public record DatasetEntry(
    SampleId sample,
    String key,
    Split split,
    @Nullable String className,
    @Nullable String group,
    Digest artifact,
    String mediaType) {}
