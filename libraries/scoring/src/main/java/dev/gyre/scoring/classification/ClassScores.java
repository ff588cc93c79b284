package dev.gyre.scoring.classification;

import dev.gyre.scoring.interval.Interval;
import org.jspecify.annotations.Nullable;

/**
 * One class's metrics. A metric is null where it is undefined: recall without a sample of the
 * class, precision without a prediction of it, F1 without either.
 *
 * @param name of the class
 * @param truePositives samples of the class predicted so
 * @param falsePositives samples of other classes predicted as it
 * @param falseNegatives samples of it predicted as others
 * @param precision TP / (TP + FP), in [0, 1]
 * @param recall TP / (TP + FN), in [0, 1]
 * @param f1 harmonic mean of both, in [0, 1]
 */
public record ClassScores(
    String name,
    int truePositives,
    int falsePositives,
    int falseNegatives,
    @Nullable Interval precision,
    @Nullable Interval recall,
    @Nullable Interval f1) {}
