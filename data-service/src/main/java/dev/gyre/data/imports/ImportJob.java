package dev.gyre.data.imports;

import dev.gyre.api.Digest;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.Import;
import dev.gyre.api.data.ImportId;
import dev.gyre.api.data.ImportState;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobType;
import dev.gyre.api.json.ContractJson;
import dev.gyre.data.sample.SampleIntake;
import dev.gyre.infra.artifactstore.ArtifactStore;
import dev.gyre.infra.jobs.JobPolicy;
import dev.gyre.infra.jobs.JobRequest;
import dev.gyre.infra.jobs.JobResources;
import dev.gyre.infra.jobs.JobResult;
import dev.gyre.infra.jobs.RunningJob;
import dev.gyre.infra.jobs.ServiceJob;
import dev.gyre.infra.postgres.EventOutbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Reads an archive into samples. Begins anew after a crash and comes to the same counts. */
@Component
@Qualifier("dataJob")
class ImportJob implements ServiceJob {

  static final JobType TYPE = new JobType("import");

  private final ImportRepository repository;
  private final ArtifactStore artifacts;
  private final EventOutbox events;
  private final ImportBatches.Stores stores;

  ImportJob(
      ImportRepository repository,
      SampleIntake samples,
      @Qualifier("dataArtifacts") ArtifactStore artifacts,
      @Qualifier("dataEvents") EventOutbox events,
      PlatformTransactionManager transactions) {
    this.repository = repository;
    this.artifacts = artifacts;
    this.events = events;
    this.stores =
        new ImportBatches.Stores(
            artifacts, samples, repository, new TransactionTemplate(transactions));
  }

  @Override
  public JobType type() {
    return TYPE;
  }

  @Override
  public JobPolicy policy() {
    return JobPolicy.of(JobResources.NEGLIGIBLE, Duration.ofHours(12));
  }

  @Override
  public JsonNode run(JobRequest request, RunningJob running) throws InterruptedException {
    ImportInput input = input(request);
    try {
      Path archive = Files.createTempFile("gyre-import", ".zip");
      try {
        fetch(input.archive(), archive);
        return read(request, input, archive, running);
      } finally {
        Files.deleteIfExists(archive);
      }
    } catch (InterruptedIOException e) {
      throw new InterruptedException(e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file, because links and the table of contents stand at the archive's end. */
  private void fetch(Digest digest, Path archive) throws IOException {
    try (InputStream in = artifacts.open(digest)) {
      Files.copy(in, archive, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private JsonNode read(JobRequest request, ImportInput input, Path archive, RunningJob running)
      throws IOException {
    ImportBatches batches =
        new ImportBatches(
            input.id(),
            new SampleIntake.Origin(
                request.job().project(),
                input.contract().fields(),
                input.author(),
                input.id(),
                null),
            stores,
            running);
    input.reading().read(archive, input.contract(), batches, running);
    batches.flush();
    if (batches.counts().imported() >= SampleIntake.MANY) {
      tidy(running);
    }
    return ContractJson.mapper().valueToTree(batches.counts());
  }

  /** What came in is there already, so the import succeeds without it too. */
  private void tidy(RunningJob running) {
    running.report(0.9, "Updating the statistics of the database");
    try {
      stores.samples().tidy();
    } catch (DataAccessException e) {
      running.log("The statistics of the database were not updated: " + e.getMessage());
    }
  }

  @Override
  public void onSucceeded(JobRequest request, JobResult result) {
    ImportId id = input(request).id();
    repository.update(
        id,
        ImportState.FINISHED,
        ContractJson.mapper().treeToValue(result.value(), ImportCounts.class));
    Import finished =
        repository
            .find(request.job().project(), id)
            .orElseThrow(() -> PlatformException.notFound("import", id));
    events.append(request.job().project(), "dev.gyre.import.finished.v1", "import/" + id, finished);
  }

  @Override
  public void onFailed(JobRequest request, JobOutcome outcome) {
    repository.fail(input(request).id());
  }

  private static ImportInput input(JobRequest request) {
    return ContractJson.mapper().treeToValue(request.input(), ImportInput.class);
  }
}
