package dev.gyre.data.dataset;

import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.Dataset;
import dev.gyre.api.data.DatasetDiff;
import dev.gyre.api.data.DatasetEntry;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.DatasetVersion;
import dev.gyre.api.data.NewDatasetVersion;
import dev.gyre.api.data.Split;
import dev.gyre.api.data.VersionManifest;
import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobId;
import dev.gyre.api.job.JobType;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.FieldType;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.TaskContract;
import dev.gyre.api.project.TaskContractVersion;
import dev.gyre.data.filter.FilterColumns;
import dev.gyre.data.filter.Filters;
import dev.gyre.data.filter.SqlFilter;
import dev.gyre.infra.jobs.JobEngine;
import dev.gyre.infra.jobs.JobSubmission;
import dev.gyre.infra.postgres.Cursor;
import dev.gyre.infra.postgres.Idempotency;
import dev.gyre.infra.security.Caller;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Versions of datasets. */
@Component
public class DatasetVersions {

  private final Datasets datasets;
  private final VersionRepository versions;
  private final EntryRepository entries;
  private final Manifests manifests;
  private final Filters filters;
  private final JobEngine jobs;
  private final Idempotency keys;
  private final TransactionTemplate transactions;

  DatasetVersions(
      Datasets datasets,
      VersionRepository versions,
      EntryRepository entries,
      Manifests manifests,
      Filters filters,
      @Qualifier("dataJobs") JobEngine jobs,
      @Qualifier("dataKeys") Idempotency keys,
      PlatformTransactionManager transactions) {
    this.datasets = datasets;
    this.versions = versions;
    this.entries = entries;
    this.manifests = manifests;
    this.filters = filters;
    this.jobs = jobs;
    this.keys = keys;
    this.transactions = new TransactionTemplate(transactions);
  }

  private record CommitRequest(String dataset, NewDatasetVersion version) {}

  Job commit(
      Caller caller,
      String name,
      @Nullable String key,
      TaskContractVersion contract,
      NewDatasetVersion wanted) {
    ProjectId project = caller.requireProject();
    Dataset dataset = datasets.get(project, name);
    filters.compile(wanted.filter(), contract.contract(), project, FilterColumns.SAMPLES);
    requireField(wanted.split().field(), contract.contract());
    CommitInput input = new CommitInput(dataset.id(), wanted, contract, caller.displayName());
    return start(
        caller,
        CommitJob.TYPE,
        key,
        new CommitRequest(name, wanted),
        JobSubmission.of(
            project, CommitJob.TYPE, "dataset/" + name, ContractJson.mapper().valueToTree(input)));
  }

  private static void requireField(@Nullable String field, TaskContract contract) {
    boolean known =
        field == null
            || contract.fields().stream()
                .anyMatch(spec -> spec.name().equals(field) && spec.type() == FieldType.TEXT);
    if (!known) {
      throw PlatformException.invalid(
          "split.field", field, "the name of a text field of the task contract");
    }
  }

  Job verify(Caller caller, DatasetRef ref, @Nullable String key) {
    ProjectId project = caller.requireProject();
    DatasetVersion version = get(project, ref);
    return start(
        caller,
        VerifyJob.TYPE,
        key,
        ref,
        JobSubmission.of(
            project,
            VerifyJob.TYPE,
            "dataset_version/" + version.id(),
            ContractJson.mapper().valueToTree(new VerifyJob.Input(version.id()))));
  }

  private Job start(
      Caller caller, JobType type, @Nullable String key, Object request, JobSubmission submission) {
    String scope = "%s %s %s".formatted(caller.displayName(), submission.project(), type);
    JobId job =
        transactions.execute(
            _ -> keys.once(scope, key, request, JobId.class, () -> jobs.submit(submission)));
    return jobs.get(Objects.requireNonNull(job));
  }

  /**
   * One version.
   *
   * @throws PlatformException with {@code NOT_FOUND}
   */
  @Transactional(readOnly = true)
  public DatasetVersion get(ProjectId project, DatasetRef ref) {
    return row(project, ref).version();
  }

  @Transactional(readOnly = true)
  Page<DatasetVersion> list(ProjectId project, String name, int limit, @Nullable String cursor) {
    Dataset dataset = datasets.get(project, name);
    String list = "dataset-versions/" + dataset.id();
    int before =
        Cursor.parse(cursor, list, 1).map(place -> (int) place.number(0)).orElse(Integer.MAX_VALUE);
    return Cursor.page(
            versions.list(dataset.id(), before, limit + 1),
            limit,
            row -> Cursor.after(list, row.number()))
        .map(VersionRow::version);
  }

  /**
   * Which entries.
   *
   * @param contract types the filter; asked only if there is one
   */
  record EntryQuery(
      @Nullable Split split,
      @Nullable String filter,
      Supplier<TaskContract> contract,
      int limit,
      @Nullable String cursor) {}

  /** Not within a transaction: the contract comes from another service. */
  Page<DatasetEntry> entries(ProjectId project, DatasetRef ref, EntryQuery query) {
    VersionRow row = row(project, ref);
    String text = VersionCommit.blankToNull(query.filter());
    SqlFilter filter =
        text == null
            ? SqlFilter.ALL
            : filters.compile(text, query.contract().get(), project, FilterColumns.ENTRIES);
    String list = "entries/%s/%s/%s".formatted(row.version().id(), query.split(), text);
    String after = Cursor.parse(query.cursor(), list, 1).map(place -> place.text(0)).orElse("");
    return Cursor.page(
        entries.list(
            row.dataset(),
            row.number(),
            new EntryRepository.Query(query.split(), filter, after, query.limit() + 1)),
        query.limit(),
        entry -> Cursor.after(list, entry.key()));
  }

  @Transactional(readOnly = true)
  DatasetDiff diff(ProjectId project, DatasetRef ref, int from) {
    VersionRow to = row(project, ref);
    if (from < 0 || from > to.number()) {
      throw PlatformException.invalid("from", from, "from 0 to " + to.number());
    }
    return entries.diff(to.dataset(), from, to.number());
  }

  /** The version as a file; not within a transaction. */
  public VersionManifest manifest(ProjectId project, DatasetRef ref) {
    return manifests.of(row(project, ref));
  }

  private VersionRow row(ProjectId project, DatasetRef ref) {
    return versions
        .find(project, ref.dataset(), ref.version())
        .orElseThrow(() -> PlatformException.notFound("dataset version", ref));
  }
}
