package dev.gyre.infra.jobs;

/**
 * A stretch of a worker's output.
 *
 * @param text decoded from UTF-8, malformed bytes replaced
 * @param next where the following stretch begins, in bytes
 */
public record LogChunk(String text, long next) {}
