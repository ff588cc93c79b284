package dev.gyre.data.simulation;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.ImportId;
import dev.gyre.api.data.SimulateResult;
import dev.gyre.api.data.SimulationId;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobType;
import dev.gyre.api.json.ContractJson;
import dev.gyre.data.imports.ArchiveImports;
import dev.gyre.infra.jobs.JobHandler;
import dev.gyre.infra.jobs.JobPolicy;
import dev.gyre.infra.jobs.JobRequest;
import dev.gyre.infra.jobs.JobResources;
import dev.gyre.infra.jobs.JobResult;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.JacksonException;

/**
 * What a job of type {@code simulate} means here; a worker does it. Its end and the start of the
 * import commit together, so each shard is imported once.
 */
@Component
@Qualifier("dataJob")
class SimulateHandler implements JobHandler {

  static final JobType TYPE = new JobType("simulate");

  private static final String SUBJECT = "simulation/";

  private final SimulationRepository repository;
  private final ArchiveImports imports;

  SimulateHandler(SimulationRepository repository, ArchiveImports imports) {
    this.repository = repository;
    this.imports = imports;
  }

  /** A shard of a simulation, as its job is called. */
  static String subject(SimulationId id, int shard) {
    return "%s%s/%d".formatted(SUBJECT, id, shard);
  }

  private record Shard(SimulationId id, int number) {

    static Shard of(JobRequest request) {
      String[] parts = request.job().subject().substring(SUBJECT.length()).split("/", 2);
      return new Shard(SimulationId.valueOf(parts[0]), Integer.parseInt(parts[1]));
    }
  }

  @Override
  public JobType type() {
    return TYPE;
  }

  @Override
  public JobPolicy policy() {
    return JobPolicy.of(new JobResources(1, DataSize.ofGigabytes(1)), Duration.ofHours(12));
  }

  @Override
  public void onSucceeded(JobRequest request, JobResult result) {
    SimulateResult simulated = read(result);
    if (result.artifacts().stream()
        .noneMatch(artifact -> artifact.digest().equals(simulated.archive()))) {
      throw new PlatformException(
          ErrorCode.INVALID_ARGUMENT,
          "The result names the archive %s, which was not uploaded".formatted(simulated.archive()));
    }
    Shard shard = Shard.of(request);
    SimulationRepository.Origin origin = repository.origin(shard.id());
    ImportId importId =
        imports.startSamples(
            request.job().project(), origin.contract(), simulated.archive(), origin.createdBy());
    repository.rendered(shard.id(), shard.number(), importId);
  }

  private static SimulateResult read(JobResult result) {
    try {
      return ContractJson.mapper().treeToValue(result.value(), SimulateResult.class);
    } catch (JacksonException e) {
      throw PlatformException.invalid("result", e.getOriginalMessage(), "a SimulateResult");
    }
  }

  @Override
  public void onFailed(JobRequest request, JobOutcome outcome) {
    Shard shard = Shard.of(request);
    repository.fail(shard.id(), shard.number());
  }
}
