package dev.gyre.data.imports;

import dev.gyre.api.Digest;
import dev.gyre.api.data.Import;
import dev.gyre.api.data.ImportId;
import dev.gyre.api.data.ImportState;
import dev.gyre.api.job.JobId;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.TaskContract;
import dev.gyre.infra.jobs.JobEngine;
import dev.gyre.infra.jobs.JobSubmission;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Starts to read archives that are stored already. */
@Component
public class ArchiveImports {

  private final ImportRepository repository;
  private final ObjectProvider<JobEngine> jobs;
  private final Clock clock;

  /**
   * @param jobs looked up when it is needed, because the engine's own handlers start imports too
   */
  ArchiveImports(
      ImportRepository repository,
      @Qualifier("dataJobs") ObjectProvider<JobEngine> jobs,
      Clock clock) {
    this.repository = repository;
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * Starts an import of the format {@code samples} in the caller's transaction.
   *
   * @param contract that every attempt judges by
   * @param author of the annotations
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public ImportId startSamples(
      ProjectId project, TaskContract contract, Digest archive, String author) {
    return start(project, contract, ImportFormat.SAMPLES, archive, author).id();
  }

  /** The import that was started; its job is not through before the transaction is. */
  Import start(
      ProjectId project,
      TaskContract contract,
      ImportFormat format,
      Digest archive,
      String author) {
    ImportId id = ImportId.next();
    ImportInput input = new ImportInput(id, archive, format, contract, author);
    JobSubmission submission =
        JobSubmission.of(
            project, ImportJob.TYPE, "import/" + id, ContractJson.mapper().valueToTree(input));
    Import started =
        new Import(
            id,
            submission.id(),
            format.wireName(),
            ImportState.RUNNING,
            0,
            0,
            0,
            0,
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    repository.insert(project, started, archive, author);
    JobId _ = jobs.getObject().submit(submission);
    return started;
  }
}
