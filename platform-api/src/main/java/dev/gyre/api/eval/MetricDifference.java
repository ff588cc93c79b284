package dev.gyre.api.eval;

import dev.gyre.api.project.Metric;

/**
 * One metric of two models on the same samples.
 *
 * @param difference how much better the candidate is, in [-1, 1]: candidate − champion, and the
 *     other way round for a calibration error
 * @param lowerBound of the difference, one-sided at 95 %: of an accuracy Tango's, or resampled
 *     where groups have several samples; of others always resampled, in pairs and by group; of a
 *     segmentation bias-corrected
 * @param upperBound likewise
 */
public record MetricDifference(
    Metric metric,
    double champion,
    double candidate,
    double difference,
    double lowerBound,
    double upperBound) {}
