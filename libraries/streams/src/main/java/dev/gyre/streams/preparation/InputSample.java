package dev.gyre.streams.preparation;

import dev.gyre.streams.Split;
import org.jspecify.annotations.Nullable;

/**
 * A sample that is to be prepared.
 *
 * @param key the sample's key, unique in a run
 * @param sourceId id of the item that it is made of
 * @param label name of its class; null if it is not labelled, which is written as class -1
 * @param group samples of one group are never parted by a split
 * @param bytes the encoded picture
 */
public record InputSample(
    String key,
    String sourceId,
    @Nullable String label,
    Split split,
    String group,
    ByteSource bytes) {}
