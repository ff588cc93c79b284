package dev.gyre.api.eval;

import dev.gyre.api.data.SampleId;
import org.jspecify.annotations.Nullable;

/**
 * A sample that a model did badly on.
 *
 * @param className the truth; absent of a segmentation
 * @param predicted the class that was predicted; absent of a segmentation
 * @param confidence of the predicted class, of a segmentation its mean over pixels, in [0, 1]
 * @param meanIou of a segmentation: mean intersection over union of this sample, in [0, 1]
 */
public record WorstSample(
    SampleId sample,
    String key,
    @Nullable String className,
    @Nullable String predicted,
    double confidence,
    @Nullable Double meanIou) {}
