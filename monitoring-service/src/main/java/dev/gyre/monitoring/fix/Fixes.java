package dev.gyre.monitoring.fix;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.DatasetVersion;
import dev.gyre.api.data.DatasetVersionsApi;
import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobId;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.monitoring.Fix;
import dev.gyre.api.monitoring.Incident;
import dev.gyre.api.monitoring.IncidentId;
import dev.gyre.api.monitoring.IncidentState;
import dev.gyre.api.monitoring.NewFix;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.training.ModelVersion;
import dev.gyre.api.training.ModelVersionState;
import dev.gyre.api.training.ModelsApi;
import dev.gyre.infra.jobs.JobEngine;
import dev.gyre.infra.jobs.JobSubmission;
import dev.gyre.infra.postgres.EventOutbox;
import dev.gyre.infra.postgres.Idempotency;
import dev.gyre.infra.security.Caller;
import dev.gyre.monitoring.harvest.HarvestEntry;
import dev.gyre.monitoring.harvest.Harvests;
import dev.gyre.monitoring.incident.IncidentChange;
import dev.gyre.monitoring.incident.IncidentEntry;
import dev.gyre.monitoring.incident.Incidents;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Candidates for incidents, and their verification. */
@Component
public class Fixes {

  private final FixRepository repository;
  private final Incidents incidents;
  private final Harvests harvests;
  private final MakingLinks making;
  private final ModelsApi models;
  private final DatasetVersionsApi versions;
  private final JobEngine jobs;
  private final Idempotency keys;
  private final EventOutbox outbox;
  private final TransactionTemplate transactions;
  private final Clock clock;

  Fixes(
      FixRepository repository,
      Incidents incidents,
      Harvests harvests,
      MakingLinks making,
      ModelsApi models,
      DatasetVersionsApi versions,
      @Qualifier("monitoringJobs") JobEngine jobs,
      @Qualifier("monitoringKeys") Idempotency keys,
      @Qualifier("monitoringEvents") EventOutbox outbox,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.repository = repository;
    this.incidents = incidents;
    this.harvests = harvests;
    this.making = making;
    this.models = models;
    this.versions = versions;
    this.jobs = jobs;
    this.keys = keys;
    this.outbox = outbox;
    this.transactions = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /** Records a candidate; training and data are asked whether they know it. */
  public Incident record(Caller caller, ProjectSlug slug, IncidentId id, NewFix wanted) {
    IncidentEntry seen = incidents.get(caller.requireProject(), id);
    requireAnother(seen, wanted);
    ModelVersion model =
        models.version(slug, wanted.candidate().model(), wanted.candidate().version());
    if (model.state() != ModelVersionState.READY) {
      throw new PlatformException(
          ErrorCode.WRONG_STATE,
          "Model version %s is %s; a candidate must be READY"
              .formatted(wanted.candidate(), model.state()));
    }
    DatasetVersion dataset =
        versions.get(slug, wanted.dataset().dataset(), wanted.dataset().version());
    return Objects.requireNonNull(
        transactions.execute(_ -> store(caller, id, wanted, model, dataset)));
  }

  private Incident store(
      Caller caller, IncidentId id, NewFix wanted, ModelVersion model, DatasetVersion dataset) {
    IncidentEntry incident = incidents.lock(caller.requireProject(), id);
    Incidents.require(
        incident, "fixed", IncidentState.LABELLING, IncidentState.FIXING, IncidentState.VERIFYING);
    requireAnother(incident, wanted);
    HarvestEntry harvest = harvests.requireDone(id);
    FixEntry fix =
        new FixEntry(
            id,
            repository.newest(id).map(FixEntry::number).orElse(0) + 1,
            harvest.id(),
            wanted.candidate(),
            wanted.dataset(),
            wanted.remedy(),
            wanted.attestations(),
            caller.displayName(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            VerifyStep.IDLE,
            null,
            null,
            null,
            null);
    repository.insert(fix);
    outbox.append(
        incident.project(), Fix.RECORDED, "incident/" + id, fix.toFix(harvest.proofSlice()));
    making.record(harvest, fix, model, dataset);
    return incidents
        .save(
            incident,
            IncidentChange.of(incident)
                .state(IncidentState.FIXING)
                .candidate(wanted.candidate().version()))
        .toIncident();
  }

  private static void requireAnother(IncidentEntry incident, NewFix wanted) {
    boolean sameModel = wanted.candidate().model().equals(incident.model());
    if (!sameModel || wanted.candidate().version() == incident.modelVersion()) {
      throw PlatformException.invalid(
          "candidate",
          wanted.candidate(),
          "another version of '%s' than %d, which fails"
              .formatted(incident.model(), incident.modelVersion()));
    }
  }

  /** Starts a verification; answers the one at work. */
  public Job verify(Caller caller, IncidentId id, @Nullable String key) {
    String scope = "%s %s verify".formatted(caller.displayName(), caller.requireProject());
    JobId job =
        transactions.execute(_ -> keys.once(scope, key, id, JobId.class, () -> begin(caller, id)));
    return jobs.get(Objects.requireNonNull(job));
  }

  private JobId begin(Caller caller, IncidentId id) {
    IncidentEntry incident = incidents.lock(caller.requireProject(), id);
    Incidents.require(incident, "verified", IncidentState.FIXING, IncidentState.VERIFYING);
    FixEntry fix =
        repository.newest(id).orElseThrow(() -> PlatformException.notFound("fix of incident", id));
    if (fix.job() != null && !jobs.get(fix.job()).state().isTerminal()) {
      return fix.job();
    }
    JobSubmission submission =
        JobSubmission.of(
            incident.project(),
            VerifyJob.TYPE,
            "incident/" + id,
            ContractJson.mapper().valueToTree(new VerifyJob.Input(id)));
    JobId job =
        jobs.submit(
            caller.principal() == null ? submission : submission.by(caller.principal().id()));
    repository.begin(fix, job);
    incidents.save(incident, IncidentChange.of(incident).state(IncidentState.VERIFYING));
    return job;
  }
}
