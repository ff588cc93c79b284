package dev.gyre.api.training;

import java.time.Instant;

/**
 * A number that a run has measured on its way.
 *
 * @param name such as {@code train_loss}, {@code validation_loss}, {@code validation_accuracy}
 * @param step the optimiser step or the epoch, from 0; one value for each step of a name: a later
 *     attempt that passes a step again replaces it
 * @param value any double, NaN and infinities included
 */
public record MetricPoint(String name, int step, double value, Instant time) {}
