package dev.gyre.api.monitoring;

import dev.gyre.api.data.LabelQueueId;
import dev.gyre.api.eval.SliceId;
import dev.gyre.api.job.JobId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data chosen because of an incident.
 *
 * @param number counts the harvests of an incident, from 1
 * @param withoutPayload predictions that would have been chosen and whose picture was not kept
 * @param items by log id; empty until chosen
 * @param labelQueue absent until made, and if every sample has its label already
 * @param proofSlice absent until frozen
 */
public record Harvest(
    HarvestId id,
    IncidentId incident,
    int number,
    JobId job,
    HarvestStep step,
    int withoutPayload,
    List<HarvestItem> items,
    @Nullable LabelQueueId labelQueue,
    @Nullable SliceId proofSlice,
    Instant created) {

  public Harvest {
    items = List.copyOf(items);
  }
}
