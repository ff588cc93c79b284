package dev.gyre.api.data;

/**
 * How many samples pass a filter.
 *
 * @param exact false if counting took too long: there are more than {@code count}
 */
public record SampleCount(int count, boolean exact) {}
