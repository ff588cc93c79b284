package dev.gyre.infra.jobs;

import dev.gyre.api.job.Job;
import tools.jackson.databind.JsonNode;

/**
 * A job with what it was given.
 *
 * @param job as it stood when it was read
 * @param input as it was submitted
 */
public record JobRequest(Job job, JsonNode input) {}
