package dev.gyre.monitoring.harvest;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.SamplesApi;
import dev.gyre.api.monitoring.Decision;
import dev.gyre.api.monitoring.HarvestItem;
import dev.gyre.api.monitoring.IncidentId;
import dev.gyre.api.monitoring.IncidentState;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.serving.LogId;
import dev.gyre.infra.security.Caller;
import dev.gyre.infra.security.Callers;
import dev.gyre.monitoring.incident.IncidentEntry;
import dev.gyre.monitoring.incident.Incidents;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Leaves samples that nobody can label out of a proof, in a person's name. Only before a candidate
 * is recorded: afterwards it could be chosen by what the candidate answers.
 */
@Component
public class ProofSkips {

  private final HarvestRepository repository;
  private final Harvests harvests;
  private final Incidents incidents;
  private final ProofLabels labels;
  private final SamplesApi samples;
  private final TransactionTemplate transactions;

  ProofSkips(
      HarvestRepository repository,
      Harvests harvests,
      Incidents incidents,
      ProofLabels labels,
      SamplesApi samples,
      PlatformTransactionManager transactions) {
    this.repository = repository;
    this.harvests = harvests;
    this.incidents = incidents;
    this.labels = labels;
    this.samples = samples;
    this.transactions = new TransactionTemplate(transactions);
  }

  /** See {@link dev.gyre.api.monitoring.IncidentsApi#skip}. Asks data first. */
  public HarvestItem skip(
      Caller caller, ProjectSlug slug, IncidentId id, LogId logId, Decision why) {
    IncidentEntry seen = incidents.get(caller.requireProject(), id);
    ItemEntry item = held(harvests.requireDone(seen.id()), logId);
    String className =
        Callers.asService(
                "monitoring", () -> samples.get(slug, Objects.requireNonNull(item.sample())))
            .className();
    if (className != null) {
      throw new PlatformException(
          ErrorCode.WRONG_STATE,
          "Sample '%s' is labelled %s: there is no reason to leave it out"
              .formatted(item.sampleKey(), className));
    }
    return Objects.requireNonNull(transactions.execute(_ -> store(caller, id, logId, why)))
        .toItem();
  }

  private ItemEntry store(Caller caller, IncidentId id, LogId logId, Decision why) {
    IncidentEntry incident = incidents.lock(caller.requireProject(), id);
    Incidents.require(incident, "spared a label", IncidentState.LABELLING);
    HarvestEntry harvest = harvests.requireDone(id);
    repository.skip(harvest, held(harvest, logId), new Skip(why.reason(), caller.displayName()));
    labels.record(incident, harvest);
    return held(harvest, logId);
  }

  private ItemEntry held(HarvestEntry harvest, LogId logId) {
    return repository.items(harvest.id()).stream()
        .filter(item -> item.inSlice() && item.logId().equals(logId))
        .findFirst()
        .orElseThrow(
            () -> PlatformException.notFound("sample of the proof part, from prediction", logId));
  }
}
