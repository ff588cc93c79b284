package dev.gyre.data.imports;

import dev.gyre.api.Digest;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.Import;
import dev.gyre.api.data.ImportId;
import dev.gyre.api.data.Reject;
import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobId;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.TaskContract;
import dev.gyre.infra.artifactstore.ArtifactStore;
import dev.gyre.infra.jobs.JobEngine;
import dev.gyre.infra.postgres.Cursor;
import dev.gyre.infra.postgres.Idempotency;
import dev.gyre.infra.security.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Archives read into samples. */
@Component
class Imports {

  private static final long MAX_ARCHIVE_BYTES = 64L << 30;
  private static final UUID LAST = new UUID(-1, -1);

  private final ImportRepository repository;
  private final ArchiveImports starts;
  private final ArtifactStore artifacts;
  private final JobEngine jobs;
  private final Idempotency keys;
  private final TransactionTemplate transactions;

  Imports(
      ImportRepository repository,
      ArchiveImports starts,
      @Qualifier("dataArtifacts") ArtifactStore artifacts,
      @Qualifier("dataJobs") JobEngine jobs,
      @Qualifier("dataKeys") Idempotency keys,
      PlatformTransactionManager transactions) {
    this.repository = repository;
    this.starts = starts;
    this.artifacts = artifacts;
    this.jobs = jobs;
    this.keys = keys;
    this.transactions = new TransactionTemplate(transactions);
  }

  private record Request(String format, Digest archive) {}

  /** Stores the archive before anything refers to it; the same bytes are stored once. */
  Job start(
      Caller caller, TaskContract contract, String format, @Nullable String key, InputStream zip) {
    ImportFormat known = ImportFormat.ofWireName(format);
    Digest archive = store(zip);
    ProjectId project = caller.requireProject();
    JobId job =
        transactions.execute(_ ->
            keys.once(
                "%s %s import".formatted(caller.displayName(), project),
                key,
                new Request(format, archive),
                JobId.class,
                () -> starts.start(project, contract, known, archive, caller.displayName()).job()));
    return jobs.get(Objects.requireNonNull(job));
  }

  private Digest store(InputStream zip) {
    try {
      return artifacts.put(zip, "application/zip", MAX_ARCHIVE_BYTES).digest();
    } catch (IOException e) {
      throw new UncheckedIOException("The archive could not be received", e);
    }
  }

  @Transactional(readOnly = true)
  Import get(ProjectId project, ImportId id) {
    return repository.find(project, id).orElseThrow(() -> PlatformException.notFound("import", id));
  }

  @Transactional(readOnly = true)
  Page<Import> list(ProjectId project, int limit, @Nullable String cursor) {
    String list = "imports";
    UUID before = Cursor.parse(cursor, list, 1).map(place -> place.uuid(0)).orElse(LAST);
    return Cursor.page(
        repository.list(project, before, limit + 1), limit, item -> Cursor.after(list, item.id()));
  }

  @Transactional(readOnly = true)
  Page<Reject> rejects(ProjectId project, ImportId id, int limit, @Nullable String cursor) {
    get(project, id);
    String list = "import-rejects/" + id;
    int after = Cursor.parse(cursor, list, 1).map(place -> (int) place.number(0)).orElse(-1);
    return Cursor.page(
            repository.rejects(id, after, limit + 1),
            limit,
            placed -> Cursor.after(list, placed.ord()))
        .map(ImportRepository.PlacedReject::reject);
  }
}
