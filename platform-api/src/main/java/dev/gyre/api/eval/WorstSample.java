package dev.gyre.api.eval;

import dev.gyre.api.data.SampleId;

/**
 * A sample that a model did badly on.
 *
 * @param className the truth
 * @param confidence of the predicted class, in [0, 1]
 */
public record WorstSample(
    SampleId sample, String key, String className, String predicted, double confidence) {}
