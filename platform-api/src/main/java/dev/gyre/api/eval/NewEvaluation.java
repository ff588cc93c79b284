package dev.gyre.api.eval;

import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.Split;

/**
 * An evaluation to be made.
 *
 * @param split of the dataset version
 */
public record NewEvaluation(ModelRef model, DatasetRef dataset, Split split) {}
