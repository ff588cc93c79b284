package dev.gyre.api.eval;

import dev.gyre.api.project.Metric;
import org.jspecify.annotations.Nullable;

/**
 * What one demand on the candidate came to.
 *
 * @param rule {@code floor}, {@code margin}, {@code superiority}, {@code model_size}, {@code
 *     latency} or {@code complete}
 * @param slice name of the slice; absent for the whole split
 * @param metric absent where the rule is of no metric
 * @param value what was measured: the metric, the difference of metrics (candidate − champion, or
 *     for a calibration error champion − candidate), the p-value, or bytes; 0 where n is 0
 * @param bound end of the interval that the rule looks at; absent where there is none
 * @param threshold that it is held against
 * @param n samples; 0 if nothing was measured
 * @param needed how many samples it would take, where there were too few; of a superiority, samples
 *     that the champion gets wrong
 * @param sentence the same in words
 */
public record GateRule(
    String rule,
    @Nullable String slice,
    @Nullable Metric metric,
    GateOutcome outcome,
    double value,
    @Nullable Double bound,
    double threshold,
    int n,
    @Nullable Integer needed,
    String sentence) {}
