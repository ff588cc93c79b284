package dev.gyre.api.data;

/** A prepared set that holds a sample, of which dataset version, and in which part. */
public record PreparedMembership(PreparedSetId preparedSet, DatasetRef dataset, Split split) {}
