package dev.gyre.infra.jobs;

import dev.gyre.api.job.JobAssignment;

/**
 * An attempt to be started.
 *
 * @param resources what the worker may use
 * @param assignment what the worker is told
 */
public record JobAttempt(AttemptId id, JobResources resources, JobAssignment assignment) {}
