package dev.gyre.api.eval;

import org.jspecify.annotations.Nullable;

/**
 * The numbers of one slice. True and false positives and negatives of the slices of a partition add
 * up to those of the whole.
 *
 * @param slice name in the task contract; {@code class} where the contract names no slice per class
 * @param className the class whose samples these are; absent for a slice by filter. The samples of
 *     a segmentation are those that have a pixel of it, so one sample may be of several classes
 * @param n samples
 * @param right of them predicted right
 * @param accuracy in [0, 1]; 0 with the interval from 0 to 1 where n is 0
 * @param low lower limit of the interval of the accuracy, at 95 % two-sided
 * @param high upper limit
 * @param truePositives samples of the class predicted so; of a slice by filter, over all classes;
 *     of a segmentation always right ones
 * @param falsePositives samples of other classes predicted as it; of a slice by filter, and of a
 *     segmentation always, wrong ones
 * @param falseNegatives samples of the class predicted as others; of a slice by filter, and of a
 *     segmentation always, wrong ones
 * @param pixels of a segmentation; absent for others
 */
public record SliceValue(
    String slice,
    @Nullable String className,
    int n,
    int right,
    double accuracy,
    double low,
    double high,
    int truePositives,
    int falsePositives,
    int falseNegatives,
    @Nullable PixelScores pixels) {}
