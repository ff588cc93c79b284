package dev.gyre.infra.jobs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job that an attempt holds, as read from its row.
 *
 * @param place where the attempt's room is counted: a host, or an executor elsewhere
 * @param failures attempts that failed by fault of the platform so far
 * @param deadline when the attempt has taken too long
 * @param cancelRequested when somebody asked to end the job
 */
record LeasedJob(
    JobRequest request,
    AttemptId id,
    String place,
    JobResources resources,
    int failures,
    int maxAttempts,
    Instant leaseUntil,
    Instant deadline,
    @Nullable Instant cancelRequested) {}
