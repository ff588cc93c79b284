package dev.gyre.api.data;

/** A dataset version that holds a sample, and in which part. */
public record Membership(DatasetRef dataset, Split split) {}
