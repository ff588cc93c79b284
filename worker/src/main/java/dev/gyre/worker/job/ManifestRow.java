package dev.gyre.worker.job;

import dev.gyre.api.Digest;
import dev.gyre.api.data.Split;
import org.jspecify.annotations.Nullable;

/**
 * One member of a dataset version.
 *
 * @param className its label; absent if its truth is of another kind
 * @param group absent if the sample stands alone
 * @param artifact the encoded picture
 * @param size of the artifact, in bytes
 */
record ManifestRow(
    String sampleId,
    String key,
    Split split,
    @Nullable String className,
    @Nullable String group,
    Digest artifact,
    long size) {}
