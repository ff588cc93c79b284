package dev.gyre.trainer;

/**
 * Metrics over the validation samples.
 *
 * @param samples number of samples, at least 1
 * @param accuracy share of samples whose most probable class is right, in [0, 1]
 * @param loss mean cross-entropy in nats, every sample of equal weight
 * @param macroLoss mean over the classes present of each class's mean cross-entropy, in nats
 */
public record ValidationReport(int samples, double accuracy, double loss, double macroLoss) {}
