package dev.gyre.monitoring.harvest;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.monitoring.Harvest;
import dev.gyre.api.monitoring.HarvestId;
import dev.gyre.api.monitoring.HarvestStep;
import dev.gyre.api.monitoring.HarvestedSample;
import dev.gyre.api.monitoring.IncidentId;
import dev.gyre.api.project.ProjectId;
import dev.gyre.infra.postgres.Cursor;
import dev.gyre.monitoring.incident.IncidentEntry;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Harvests of incidents, as they stand. */
@Component
public class Harvests {

  private static final UUID END = new UUID(-1, -1);

  private final HarvestRepository repository;

  Harvests(HarvestRepository repository) {
    this.repository = repository;
  }

  /** The newest, with its items. */
  public Harvest get(IncidentEntry incident) {
    HarvestEntry harvest =
        newest(incident.id())
            .orElseThrow(() -> PlatformException.notFound("harvest of incident", incident.id()));
    return new Harvest(
        harvest.id(),
        harvest.incident(),
        harvest.number(),
        harvest.job(),
        harvest.step(),
        harvest.withoutPayload(),
        repository.items(harvest.id()).stream().map(ItemEntry::toItem).toList(),
        harvest.labelQueue(),
        harvest.proofSlice(),
        harvest.created());
  }

  /** The harvests that chose a sample, newest first; a sample is chosen once in a harvest. */
  public Page<HarvestedSample> ofSample(
      ProjectId project, SampleId sample, int limit, @Nullable String cursor) {
    String list = "harvests of " + sample;
    UUID below = Cursor.parse(cursor, list, 1).map(place -> place.uuid(0)).orElse(END);
    return Cursor.page(
        repository.ofSample(project, sample, below, limit + 1),
        limit,
        chosen -> Cursor.after(list, chosen.harvest()));
  }

  /** The newest, as stored. */
  public Optional<HarvestEntry> newest(IncidentId incident) {
    return repository.newest(incident);
  }

  /**
   * The newest, which must be done.
   *
   * @throws PlatformException with {@code WRONG_STATE} if it is not
   */
  public HarvestEntry requireDone(IncidentId incident) {
    return newest(incident)
        .filter(harvest -> harvest.step() == HarvestStep.DONE)
        .orElseThrow(() ->
            new PlatformException(
                ErrorCode.WRONG_STATE,
                "Incident %s has no finished harvest: harvest first".formatted(incident)));
  }

  /** The items of one harvest, in the order of the log. */
  public List<ItemEntry> items(HarvestId harvest) {
    return repository.items(harvest);
  }

  /** All that was ever held out for an incident. */
  public List<ItemEntry> heldOut(IncidentId incident) {
    return repository.proofItems(incident);
  }
}
