package dev.gyre.api.data;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One sample of a label queue.
 *
 * @param className the class that was submitted
 */
public record LabelTask(
    LabelTaskId id,
    SampleId sample,
    String sampleKey,
    LabelTaskState state,
    @Nullable String className,
    @Nullable String leasedBy,
    @Nullable Instant leaseUntil) {}
