package dev.gyre.trainer;

import java.util.Optional;

/**
 * Metrics over the validation samples. A place is a sample, or a pixel where each has a class.
 *
 * @param samples number of samples, at least 1
 * @param accuracy share of places whose most probable class is right, in [0, 1]
 * @param loss mean cross-entropy in nats, every place of equal weight
 * @param macroLoss mean over the classes present of each class's mean cross-entropy, in nats
 * @param overlap where each pixel has a class
 */
public record ValidationReport(
    int samples, double accuracy, double loss, double macroLoss, Optional<Overlap> overlap) {}
