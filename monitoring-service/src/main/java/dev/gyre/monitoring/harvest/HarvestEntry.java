package dev.gyre.monitoring.harvest;

import dev.gyre.api.data.LabelQueueId;
import dev.gyre.api.eval.SliceId;
import dev.gyre.api.job.JobId;
import dev.gyre.api.monitoring.HarvestId;
import dev.gyre.api.monitoring.HarvestStep;
import dev.gyre.api.monitoring.IncidentId;
import dev.gyre.api.project.ProjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A harvest as it is stored, without its items.
 *
 * @param number counts the harvests of an incident, from 1; also the round of its proof
 * @param step what it does next
 */
public record HarvestEntry(
    HarvestId id,
    ProjectId project,
    IncidentId incident,
    int number,
    JobId job,
    HarvestStep step,
    int withoutPayload,
    @Nullable LabelQueueId labelQueue,
    @Nullable SliceId proofSlice,
    Instant created) {}
