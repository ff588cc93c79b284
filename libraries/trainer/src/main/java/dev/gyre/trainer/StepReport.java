package dev.gyre.trainer;

/**
 * One step.
 *
 * @param epoch from 1
 * @param step from 1, counted over all epochs
 * @param loss mean cross-entropy of the batch in nats, classes weighted as planned
 */
public record StepReport(int epoch, long step, float loss) {}
