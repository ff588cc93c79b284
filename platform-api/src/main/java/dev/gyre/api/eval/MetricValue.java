package dev.gyre.api.eval;

import dev.gyre.api.project.Metric;

/**
 * A metric with what is known about it.
 *
 * @param low lower limit of the interval, at 95 % two-sided
 * @param high upper limit
 * @param method how the interval was made, such as {@code wilson} or {@code bca}
 * @param n samples
 * @param groups independent groups among them, which is what the interval rests on
 */
public record MetricValue(
    Metric metric, double value, double low, double high, String method, int n, int groups) {}
