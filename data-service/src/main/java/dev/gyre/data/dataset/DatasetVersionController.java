package dev.gyre.data.dataset;

import dev.gyre.api.Page;
import dev.gyre.api.data.DatasetDiff;
import dev.gyre.api.data.DatasetEntry;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.DatasetVersion;
import dev.gyre.api.data.DatasetVersionsApi;
import dev.gyre.api.data.NewDatasetVersion;
import dev.gyre.api.data.Split;
import dev.gyre.api.data.VersionManifest;
import dev.gyre.api.job.Job;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.TaskContractVersion;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.infra.security.Callers;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class DatasetVersionController implements DatasetVersionsApi {

  private final DatasetVersions versions;
  private final TaskContractsApi contracts;

  DatasetVersionController(DatasetVersions versions, TaskContractsApi contracts) {
    this.versions = versions;
    this.contracts = contracts;
  }

  @Override
  public Job commit(
      ProjectSlug project,
      String dataset,
      @Nullable String idempotencyKey,
      NewDatasetVersion version) {
    TaskContractVersion contract = contracts.current(project);
    return versions.commit(Callers.current(), dataset, idempotencyKey, contract, version);
  }

  @Override
  public Page<DatasetVersion> list(
      ProjectSlug project, String dataset, int limit, @Nullable String cursor) {
    return versions.list(project(), dataset, Page.checkLimit(limit), cursor);
  }

  @Override
  public DatasetVersion get(ProjectSlug project, String dataset, int version) {
    return versions.get(project(), new DatasetRef(dataset, version));
  }

  @Override
  public Page<DatasetEntry> entries(
      ProjectSlug project,
      String dataset,
      int version,
      @Nullable Split split,
      @Nullable String filter,
      int limit,
      @Nullable String cursor) {
    return versions.entries(
        project(),
        new DatasetRef(dataset, version),
        new DatasetVersions.EntryQuery(
            split,
            filter,
            () -> contracts.current(project).contract(),
            Page.checkLimit(limit),
            cursor));
  }

  @Override
  public DatasetDiff diff(ProjectSlug project, String dataset, int version, int from) {
    return versions.diff(project(), new DatasetRef(dataset, version), from);
  }

  @Override
  public Job verify(
      ProjectSlug project, String dataset, int version, @Nullable String idempotencyKey) {
    return versions.verify(Callers.current(), new DatasetRef(dataset, version), idempotencyKey);
  }

  @Override
  public VersionManifest manifest(ProjectSlug project, String dataset, int version) {
    return versions.manifest(project(), new DatasetRef(dataset, version));
  }

  private static ProjectId project() {
    return Callers.current().requireProject();
  }
}
