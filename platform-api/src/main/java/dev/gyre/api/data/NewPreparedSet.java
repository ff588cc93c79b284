package dev.gyre.api.data;

/** A dataset version to be prepared. */
public record NewPreparedSet(PreparationId preparation, DatasetRef dataset) {}
