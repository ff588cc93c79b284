package dev.gyre.data.imports;

import dev.gyre.api.Page;
import dev.gyre.api.data.Import;
import dev.gyre.api.data.ImportId;
import dev.gyre.api.data.ImportsApi;
import dev.gyre.api.data.Reject;
import dev.gyre.api.job.Job;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.TaskContract;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.infra.security.Callers;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class ImportController implements ImportsApi {

  private final Imports imports;
  private final TaskContractsApi contracts;

  ImportController(Imports imports, TaskContractsApi contracts) {
    this.imports = imports;
    this.contracts = contracts;
  }

  @Override
  public Job start(
      ProjectSlug project, String format, @Nullable String idempotencyKey, InputStream zip) {
    TaskContract contract = contracts.current(project).contract();
    return imports.start(Callers.current(), contract, format, idempotencyKey, zip);
  }

  @Override
  public Page<Import> list(ProjectSlug project, int limit, @Nullable String cursor) {
    return imports.list(Callers.current().requireProject(), Page.checkLimit(limit), cursor);
  }

  @Override
  public Import get(ProjectSlug project, ImportId importId) {
    return imports.get(Callers.current().requireProject(), importId);
  }

  @Override
  public Page<Reject> rejects(
      ProjectSlug project, ImportId importId, int limit, @Nullable String cursor) {
    return imports.rejects(
        Callers.current().requireProject(), importId, Page.checkLimit(limit), cursor);
  }
}
