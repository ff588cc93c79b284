package dev.gyre.api.eval;

import dev.gyre.api.Digest;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.Split;
import dev.gyre.api.project.TaskKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one model version predicts on one split of a dataset version. Equal inputs give the first
 * one.
 *
 * <p>The artifact is Parquet, one row per sample, with the columns {@code sample_id, key,
 * group_key} (the sample's group, else its sequence; null for a sample that stands alone) and
 * {@code confidence} in [0, 1], and of a
 *
 * <ul>
 *   <li>classification {@code class_name} (the truth), {@code predicted}, and {@code probabilities}
 *       (list of floats in the order of the model's classes); the confidence is that of the
 *       predicted class;
 *   <li>segmentation {@code confusion_cells} and {@code confusion_pixels} (lists of equal length:
 *       true class × number of classes + predicted class, ascending, and how many pixels), {@code
 *       band_truth, band_predicted, band_hits} (lists by class: pixels near the contours of the
 *       truth, of the prediction, and near both and right), and {@code mask_offset, mask_size,
 *       mask_digest} (where in the masks' archive its mask is); the confidence is the mean over
 *       pixels. Pixels are those of the accepted label map, to whose size the prediction is brought
 *       by nearest neighbour, so that models of any size are judged alike.
 * </ul>
 *
 * @param task what kind of answers these are
 * @param artifact absent until ready
 * @param masks of a segmentation: a tar of PNG, class index of each pixel at the network's size,
 *     named by the samples' keys; absent until ready
 * @param count rows of the artifact; 0 until ready
 * @param rejected samples of the split without a prediction, each named among the rejects
 */
public record PredictionSet(
    PredictionSetId id,
    ModelRef model,
    DatasetRef dataset,
    Split split,
    TaskKind task,
    PredictionSetState state,
    @Nullable Digest artifact,
    @Nullable Digest masks,
    int count,
    int rejected,
    Instant created) {}
