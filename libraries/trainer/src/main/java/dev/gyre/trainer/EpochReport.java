package dev.gyre.trainer;

import java.util.Optional;

/**
 * One epoch.
 *
 * @param epoch from 1
 * @param step last step of the epoch, counted over all epochs
 * @param trainLoss mean of the epoch's step losses, in nats
 * @param validation of the weights after the epoch; empty if there are no validation samples
 */
public record EpochReport(
    int epoch, long step, double trainLoss, Optional<ValidationReport> validation) {}
