package dev.gyre.api.eval;

/**
 * One bin of a reliability diagram that has predictions.
 *
 * @param low lower edge of confidence, in [0, 1), inclusive
 * @param high upper edge, exclusive except in the last bin
 * @param n predictions in it
 * @param confidence their mean confidence, in [0, 1]
 * @param accuracy share of right ones, in [0, 1]
 */
public record ReliabilityBin(double low, double high, int n, double confidence, double accuracy) {}
