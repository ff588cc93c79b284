package dev.gyre.data.preparation;

import dev.gyre.api.Digest;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.DatasetVersion;
import dev.gyre.api.data.NewPreparedSet;
import dev.gyre.api.data.Preparation;
import dev.gyre.api.data.PrepareInput;
import dev.gyre.api.data.PreparedMembership;
import dev.gyre.api.data.PreparedSet;
import dev.gyre.api.data.PreparedSetId;
import dev.gyre.api.data.PreparedState;
import dev.gyre.api.data.Reject;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobId;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.TaskContract;
import dev.gyre.data.dataset.DatasetVersions;
import dev.gyre.data.preparation.PreparedSetRepository.PreparedRow;
import dev.gyre.data.preparation.PreparedSetRepository.Start;
import dev.gyre.data.sample.Samples;
import dev.gyre.infra.jobs.JobEngine;
import dev.gyre.infra.jobs.JobSubmission;
import dev.gyre.infra.postgres.Cursor;
import dev.gyre.infra.postgres.Idempotency;
import dev.gyre.infra.security.Caller;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Prepared sets of a project; there is one for each preparation and dataset version. */
@Component
class PreparedSets {

  private static final int MAX_SHARD_SAMPLES = 10_000;
  private static final UUID LAST = new UUID(-1, -1);

  private final PreparedSetRepository repository;
  private final Preparations preparations;
  private final DatasetVersions versions;
  private final Samples samples;
  private final JobEngine jobs;
  private final Idempotency keys;
  private final TransactionTemplate transactions;
  private final Clock clock;

  PreparedSets(
      PreparedSetRepository repository,
      Preparations preparations,
      DatasetVersions versions,
      Samples samples,
      @Qualifier("dataJobs") JobEngine jobs,
      @Qualifier("dataKeys") Idempotency keys,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.repository = repository;
    this.preparations = preparations;
    this.versions = versions;
    this.samples = samples;
    this.jobs = jobs;
    this.keys = keys;
    this.transactions = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /**
   * Contract and manifest are there before the transaction begins.
   *
   * @param contracts the task contract of a number
   */
  Job start(
      Caller caller,
      @Nullable String key,
      NewPreparedSet wanted,
      IntFunction<TaskContract> contracts) {
    ProjectId project = caller.requireProject();
    Preparation preparation = preparations.get(project, wanted.preparation());
    DatasetVersion version = versions.get(project, wanted.dataset());
    TaskContract contract = contracts.apply(version.contractNumber());
    ContractFit.require(preparation, contract);
    Digest manifest = versions.manifest(project, wanted.dataset()).artifact();
    PrepareInput input =
        new PrepareInput(
            manifest,
            preparation.spec(),
            contract.classes(),
            contract.streams(),
            MAX_SHARD_SAMPLES);
    JobId job =
        transactions.execute(_ ->
            keys.once(
                "%s %s prepare".formatted(caller.displayName(), project),
                key,
                wanted,
                JobId.class,
                () -> findOrSubmit(project, wanted, version, input)));
    return jobs.get(Objects.requireNonNull(job));
  }

  private JobId findOrSubmit(
      ProjectId project, NewPreparedSet wanted, DatasetVersion version, PrepareInput input) {
    PreparedSetId id = PreparedSetId.next();
    JobId job = JobId.next();
    Start start =
        new Start(
            wanted.preparation(),
            version.id(),
            version.contractNumber(),
            input.classes(),
            input.streams(),
            job,
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    if (!repository.insert(project, id, start)) {
      PreparedRow first = repository.lock(wanted.preparation(), version.id()).orElseThrow();
      if (first.set().state() != PreparedState.FAILED) {
        return first.job();
      }
      id = first.set().id();
      repository.restart(id, job);
    }
    return jobs.submit(
        JobSubmission.of(
                project,
                PrepareHandler.TYPE,
                PrepareHandler.subject(id),
                ContractJson.mapper().valueToTree(input))
            .withId(job));
  }

  @Transactional(readOnly = true)
  PreparedSet get(ProjectId project, PreparedSetId id) {
    return repository
        .find(project, id)
        .orElseThrow(() -> PlatformException.notFound("prepared set", id))
        .set();
  }

  /** The picture of its first samples. */
  @Transactional(readOnly = true)
  Digest sheet(ProjectId project, PreparedSetId id) {
    Digest sheet = get(project, id).sheet();
    if (sheet == null) {
      throw PlatformException.notFound("sheet of prepared set", id);
    }
    return sheet;
  }

  @Transactional(readOnly = true)
  Page<PreparedSet> list(ProjectId project, int limit, @Nullable String cursor) {
    String list = "prepared-sets";
    UUID before = Cursor.parse(cursor, list, 1).map(place -> place.uuid(0)).orElse(LAST);
    return Cursor.page(
            repository.list(project, before, limit + 1),
            limit,
            row -> Cursor.after(list, row.set().id()))
        .map(PreparedRow::set);
  }

  @Transactional(readOnly = true)
  List<PreparedMembership> holding(ProjectId project, SampleId sample) {
    return repository.holding(project, samples.get(project, sample));
  }

  /** At most 1000 are kept, so they are paged by their place. */
  @Transactional(readOnly = true)
  Page<Reject> rejects(ProjectId project, PreparedSetId id, int limit, @Nullable String cursor) {
    get(project, id);
    String list = "prepared-set-rejects/" + id;
    List<Reject> all = repository.rejects(id);
    int from =
        Math.clamp(
            Cursor.parse(cursor, list, 1).map(place -> place.number(0)).orElse(0L), 0, all.size());
    int to = Math.min(all.size(), from + limit);
    return new Page<>(
        all.subList(from, to), to < all.size() ? Cursor.after(list, to).encode() : null);
  }
}
