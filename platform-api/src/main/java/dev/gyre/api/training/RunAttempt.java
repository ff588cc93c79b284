package dev.gyre.api.training;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a run's job.
 *
 * @param number of the job's attempt, from 1
 * @param started when its worker was about to be started
 * @param resumedFrom the optimiser step of the checkpoint that it goes on from; absent if it began
 *     at the seed
 */
public record RunAttempt(
    int number,
    Instant started,
    @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long resumedFrom) {}
