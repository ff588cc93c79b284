package dev.gyre.api.eval;

/**
 * A number with the interval that it lies in.
 *
 * @param low lower limit, at 95 % two-sided
 * @param high upper limit
 */
public record Estimate(double value, double low, double high) {}
