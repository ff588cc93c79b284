package dev.gyre.monitoring.harvest;

import dev.gyre.api.Digest;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.monitoring.HarvestItem;
import dev.gyre.api.monitoring.HarvestPart;
import dev.gyre.api.monitoring.HarvestShare;
import dev.gyre.api.serving.LogId;
import org.jspecify.annotations.Nullable;

/**
 * A harvested prediction as it is stored.
 *
 * @param inSlice whether it stands in the frozen proof slice
 * @param labelled whether its sample had an accepted label when it was made
 */
public record ItemEntry(
    LogId logId,
    @Nullable String clientKey,
    String sampleKey,
    @Nullable SampleId sample,
    @Nullable String group,
    Digest payload,
    String mediaType,
    HarvestShare share,
    double inclusion,
    HarvestPart part,
    boolean inSlice,
    boolean labelled) {

  HarvestItem toItem() {
    return new HarvestItem(logId, clientKey, sampleKey, sample, share, inclusion, part, inSlice);
  }
}
