package dev.gyre.api.eval;

import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.Split;

/**
 * Predictions to be made.
 *
 * @param split of the dataset version
 */
public record NewPredictionSet(ModelRef model, DatasetRef dataset, Split split) {}
