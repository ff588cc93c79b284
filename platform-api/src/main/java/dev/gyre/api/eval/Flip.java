package dev.gyre.api.eval;

import dev.gyre.api.data.SampleId;

/**
 * One sample under both models.
 *
 * @param className the truth
 * @param champion class that the champion predicted
 * @param candidate class that the candidate predicted
 */
public record Flip(
    SampleId sample,
    String key,
    FlipKind kind,
    String className,
    String champion,
    String candidate) {}
