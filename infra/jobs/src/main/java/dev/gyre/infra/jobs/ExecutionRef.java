package dev.gyre.infra.jobs;

/**
 * How an executor finds an attempt again, also after a restart of the engine.
 *
 * @param handle the executor's own words, kept in the attempt's row; no secret
 */
public record ExecutionRef(AttemptId attempt, String handle) {}
