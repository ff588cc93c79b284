package dev.gyre.monitoring.harvest;

import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobId;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.monitoring.HarvestId;
import dev.gyre.api.monitoring.HarvestStep;
import dev.gyre.api.monitoring.IncidentId;
import dev.gyre.api.monitoring.IncidentState;
import dev.gyre.infra.jobs.JobEngine;
import dev.gyre.infra.jobs.JobSubmission;
import dev.gyre.infra.postgres.Idempotency;
import dev.gyre.infra.security.Caller;
import dev.gyre.monitoring.incident.IncidentChange;
import dev.gyre.monitoring.incident.IncidentEntry;
import dev.gyre.monitoring.incident.Incidents;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Starts harvests as jobs. */
@Component
public class HarvestStart {

  private final HarvestRepository repository;
  private final Incidents incidents;
  private final JobEngine jobs;
  private final Idempotency keys;
  private final TransactionTemplate transactions;
  private final Clock clock;

  HarvestStart(
      HarvestRepository repository,
      Incidents incidents,
      @Qualifier("monitoringJobs") JobEngine jobs,
      @Qualifier("monitoringKeys") Idempotency keys,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.repository = repository;
    this.incidents = incidents;
    this.jobs = jobs;
    this.keys = keys;
    this.transactions = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /** Starts a harvest; answers the one at work, and takes up one whose job has failed. */
  public Job start(Caller caller, IncidentId incident, @Nullable String key) {
    String scope = "%s %s harvest".formatted(caller.displayName(), caller.requireProject());
    JobId job =
        transactions.execute(
            _ -> keys.once(scope, key, incident, JobId.class, () -> begin(caller, incident)));
    return jobs.get(Objects.requireNonNull(job));
  }

  private JobId begin(Caller caller, IncidentId id) {
    IncidentEntry incident = incidents.lock(caller.requireProject(), id);
    Incidents.require(
        incident,
        "harvested",
        IncidentState.NEW,
        IncidentState.TRIAGED,
        IncidentState.REGRESSED,
        IncidentState.HARVESTING,
        IncidentState.LABELLING);
    Optional<HarvestEntry> newest = repository.newest(id);
    if (newest.isPresent() && newest.get().step() != HarvestStep.DONE) {
      HarvestEntry unfinished = newest.get();
      if (!jobs.get(unfinished.job()).state().isTerminal()) {
        return unfinished.job();
      }
      JobId again = submit(caller, incident, unfinished.id());
      repository.changeJob(unfinished.id(), again);
      harvesting(incident);
      return again;
    }
    HarvestId harvest = HarvestId.next();
    JobId job = submit(caller, incident, harvest);
    repository.insert(
        new HarvestEntry(
            harvest,
            incident.project(),
            id,
            newest.map(HarvestEntry::number).orElse(0) + 1,
            job,
            HarvestStep.CHOOSE,
            0,
            null,
            null,
            clock.instant().truncatedTo(ChronoUnit.MICROS)));
    harvesting(incident);
    return job;
  }

  private void harvesting(IncidentEntry incident) {
    incidents.save(incident, IncidentChange.of(incident).state(IncidentState.HARVESTING));
  }

  private JobId submit(Caller caller, IncidentEntry incident, HarvestId harvest) {
    JobSubmission submission =
        JobSubmission.of(
            incident.project(),
            HarvestJob.TYPE,
            "harvest/" + harvest,
            ContractJson.mapper().valueToTree(new HarvestJob.Input(harvest)));
    return jobs.submit(
        caller.principal() == null ? submission : submission.by(caller.principal().id()));
  }
}
