package dev.gyre.api.eval;

import dev.gyre.api.Digest;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.Split;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one model version predicts on one split of a dataset version. Equal inputs give the first
 * one.
 *
 * @param artifact Parquet, one row per sample, with the columns {@code sample_id, key, class_name}
 *     (the truth), {@code group_key} (absent for none), {@code predicted, confidence} (of the
 *     predicted class) and {@code probabilities} (list of floats in the order of the model's
 *     classes); absent until ready
 * @param count rows of it; 0 until ready
 * @param rejected samples of the split without a prediction, each named among the rejects
 */
public record PredictionSet(
    PredictionSetId id,
    ModelRef model,
    DatasetRef dataset,
    Split split,
    PredictionSetState state,
    @Nullable Digest artifact,
    int count,
    int rejected,
    Instant created) {}
