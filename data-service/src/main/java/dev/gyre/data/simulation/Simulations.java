package dev.gyre.data.simulation;

import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.NewSimulation;
import dev.gyre.api.data.Scenario;
import dev.gyre.api.data.SimulateInput;
import dev.gyre.api.data.Simulation;
import dev.gyre.api.data.SimulationId;
import dev.gyre.api.job.JobId;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.TaskContract;
import dev.gyre.infra.jobs.JobEngine;
import dev.gyre.infra.jobs.JobSubmission;
import dev.gyre.infra.postgres.Cursor;
import dev.gyre.infra.postgres.Idempotency;
import dev.gyre.infra.security.Caller;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Simulations of a project. Their state is nowhere but in their shards' rows and in the imports
 * that these name, so a crash between two steps leaves nothing to repair.
 */
@Component
class Simulations {

  private static final String LIST = "simulations";
  private static final UUID LAST = new UUID(-1, -1);

  private final SimulationRepository repository;
  private final Scenarios scenarios;
  private final JobEngine jobs;
  private final Idempotency keys;
  private final TransactionTemplate transactions;
  private final Clock clock;

  Simulations(
      SimulationRepository repository,
      Scenarios scenarios,
      @Qualifier("dataJobs") JobEngine jobs,
      @Qualifier("dataKeys") Idempotency keys,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.repository = repository;
    this.scenarios = scenarios;
    this.jobs = jobs;
    this.keys = keys;
    this.transactions = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  Simulation start(
      Caller caller, TaskContract contract, @Nullable String key, NewSimulation wanted) {
    ProjectId project = caller.requireProject();
    Scenario scenario = scenarios.get(project, wanted.scenario());
    SimulatedContract.check(contract, Scenarios.read(scenario.document()), wanted);
    SimulationId id =
        transactions.execute(_ ->
            keys.once(
                "%s %s simulate".formatted(caller.displayName(), project),
                key,
                wanted,
                SimulationId.class,
                () -> submit(caller, contract, scenario, wanted)));
    return get(project, Objects.requireNonNull(id));
  }

  /** Rows first: the engine may pick a job as soon as the transaction is through. */
  private SimulationId submit(
      Caller caller, TaskContract contract, Scenario scenario, NewSimulation wanted) {
    ProjectId project = caller.requireProject();
    SimulationId id = SimulationId.next();
    repository.insert(
        project,
        new SimulationRepository.Row(
            id,
            wanted,
            contract,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            caller.displayName()));
    List<JobSubmission> submissions = new ArrayList<>();
    for (int shard = 0; shard < wanted.shardCount(); shard++) {
      SimulateInput input =
          new SimulateInput(
              scenario.document(),
              scenario.digest(),
              wanted,
              wanted.from(shard),
              wanted.from(shard + 1),
              contract);
      submissions.add(
          JobSubmission.of(
              project,
              SimulateHandler.TYPE,
              SimulateHandler.subject(id, shard),
              ContractJson.mapper().valueToTree(input)));
    }
    repository.insertShards(id, submissions.stream().map(JobSubmission::id).toList());
    for (JobSubmission submission : submissions) {
      JobId _ = jobs.submit(submission);
    }
    return id;
  }

  @Transactional(readOnly = true)
  Simulation get(ProjectId project, SimulationId id) {
    return repository
        .find(project, id)
        .orElseThrow(() -> PlatformException.notFound("simulation", id));
  }

  @Transactional(readOnly = true)
  Page<Simulation> list(ProjectId project, int limit, @Nullable String cursor) {
    UUID before = Cursor.parse(cursor, LIST, 1).map(place -> place.uuid(0)).orElse(LAST);
    return Cursor.page(
        repository.list(project, before, limit + 1), limit, item -> Cursor.after(LIST, item.id()));
  }
}
