package dev.gyre.api.lineage;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the events have been read that a lineage is made of.
 *
 * @param event the last one that was read; absent before the first
 * @param time when that happened; absent before the first
 * @param complete whether no later event was there
 */
public record LineageProgress(
    @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long event,
    @Nullable Instant time,
    boolean complete) {}
