package dev.gyre.scoring.segmentation;

import dev.gyre.scoring.interval.Interval;
import org.jspecify.annotations.Nullable;

/**
 * One class's metrics over a set. Both are null where the class is neither true nor predicted.
 *
 * @param name of the class
 * @param truth pixels of the class
 * @param predicted pixels predicted as it
 * @param hits pixels of it predicted so
 * @param iou from summed pixels, in [0, 1]
 * @param boundaryIou from summed pixels of contour bands, in [0, 1]
 */
public record SegmentationScores(
    String name,
    long truth,
    long predicted,
    long hits,
    @Nullable Interval iou,
    @Nullable Interval boundaryIou) {}
