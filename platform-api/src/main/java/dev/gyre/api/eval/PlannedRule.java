package dev.gyre.api.eval;

import org.jspecify.annotations.Nullable;

/**
 * What one rule needs.
 *
 * @param rule as in {@link GateRule}
 * @param slice name of the slice; absent for the whole split
 * @param n samples of the test split that it looks at
 * @param needed the fewest samples with which any candidate could pass; absent if none are enough,
 *     or if the rule needs no number of samples
 * @param provable whether a candidate can pass with what there is
 * @param sentence the same in words
 */
public record PlannedRule(
    String rule,
    @Nullable String slice,
    int n,
    @Nullable Integer needed,
    boolean provable,
    String sentence) {}
