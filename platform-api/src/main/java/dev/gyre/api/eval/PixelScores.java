package dev.gyre.api.eval;

import org.jspecify.annotations.Nullable;

/**
 * Pixels of a slice of a segmentation, summed over samples; those whose truth is to be ignored are
 * in no number. Of a slice per class: all pixels of the split that are truly or by prediction of
 * it. Of a slice by filter: all pixels of its samples. So predicted − hits (false positives) and
 * truth − hits (false negatives) of the slices of a partition add up to those of the whole.
 *
 * @param truth pixels that are truly of it
 * @param predicted pixels that are predicted as it
 * @param hits pixels that are both; of a slice by filter, right ones
 * @param iou intersection over union: of the class, or the mean over the classes that are true or
 *     predicted here; absent where there is nothing
 * @param boundaryIou the same of the pixels near contours
 */
public record PixelScores(
    long truth,
    long predicted,
    long hits,
    @Nullable Estimate iou,
    @Nullable Estimate boundaryIou) {}
