package dev.gyre.api.job;

import java.time.Instant;

/**
 * The right to carry on with an attempt.
 *
 * @param leaseUntil when the right ends unless a heartbeat renews it
 * @param cancelRequested whether the worker should stop now and complete as cancelled
 */
public record JobLease(Instant leaseUntil, boolean cancelRequested) {}
