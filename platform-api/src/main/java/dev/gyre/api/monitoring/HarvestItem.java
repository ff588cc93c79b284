package dev.gyre.api.monitoring;

import dev.gyre.api.data.SampleId;
import dev.gyre.api.serving.LogId;
import org.jspecify.annotations.Nullable;

/**
 * One harvested prediction.
 *
 * @param sampleKey the key of its sample in data
 * @param sample its sample; absent until it is made
 * @param inclusionProbability with which it was chosen, in (0, 1]
 * @param proofSlice whether it stands in the frozen slice, as all of the proof part does; of the
 *     slice, those are judged whose label is one of the mode's classes
 * @param skippedBecause why it has no label and is left out of the proof; absent if it is not
 */
public record HarvestItem(
    LogId logId,
    @Nullable String clientKey,
    String sampleKey,
    @Nullable SampleId sample,
    HarvestShare share,
    double inclusionProbability,
    HarvestPart part,
    boolean proofSlice,
    @Nullable String skippedBecause) {}
