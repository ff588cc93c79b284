package dev.gyre.api.data;

import dev.gyre.api.job.JobId;
import org.jspecify.annotations.Nullable;

/**
 * A part of a simulation.
 *
 * @param job that renders it
 * @param importId that reads it in; absent until it is rendered
 */
public record SimulationShard(
    int number, SimulationState state, JobId job, @Nullable ImportId importId) {}
