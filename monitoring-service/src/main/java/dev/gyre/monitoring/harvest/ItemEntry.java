package dev.gyre.monitoring.harvest;

import dev.gyre.api.Digest;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.monitoring.HarvestItem;
import dev.gyre.api.monitoring.HarvestPart;
import dev.gyre.api.monitoring.HarvestShare;
import dev.gyre.api.serving.LogId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A harvested prediction as it is stored.
 *
 * @param inSlice whether it stands in the frozen proof slice
 * @param className the accepted label of its sample when it was last looked for; absent before one
 * @param skip why it is left out of the proof; absent if it is not
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
    @Nullable String className,
    @Nullable Skip skip) {

  /** Whether a person left it out of the proof, and nobody has labelled it since. */
  public boolean isSkipped() {
    return skip != null && className == null;
  }

  Optional<Skip> skipped() {
    return Optional.ofNullable(skip);
  }

  /** Whether it has neither a label nor a reason to go without. */
  boolean waits() {
    return className == null && skip == null;
  }

  HarvestItem toItem() {
    return new HarvestItem(
        logId,
        clientKey,
        sampleKey,
        sample,
        share,
        inclusion,
        part,
        inSlice,
        skip == null ? null : skip.reason());
  }
}
