package dev.gyre.data.preparation;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.PrepareResult;
import dev.gyre.api.data.PreparedSetId;
import dev.gyre.api.job.JobArtifact;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobType;
import dev.gyre.api.json.ContractJson;
import dev.gyre.data.dataset.VersionArtifacts;
import dev.gyre.data.preparation.PreparedSetRepository.PreparedRow;
import dev.gyre.infra.jobs.JobHandler;
import dev.gyre.infra.jobs.JobPolicy;
import dev.gyre.infra.jobs.JobRequest;
import dev.gyre.infra.jobs.JobResources;
import dev.gyre.infra.jobs.JobResult;
import dev.gyre.infra.postgres.EventOutbox;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.JacksonException;

/** What a job of type {@code prepare} means here; a worker does it. */
@Component
@Qualifier("dataJob")
class PrepareHandler implements JobHandler {

  static final JobType TYPE = new JobType("prepare");

  private static final String SUBJECT = "prepared_set/";

  private final PreparedSetRepository repository;
  private final VersionArtifacts artifacts;
  private final EventOutbox events;

  PrepareHandler(
      PreparedSetRepository repository,
      VersionArtifacts artifacts,
      @Qualifier("dataEvents") EventOutbox events) {
    this.repository = repository;
    this.artifacts = artifacts;
    this.events = events;
  }

  static String subject(PreparedSetId id) {
    return SUBJECT + id;
  }

  @Override
  public JobType type() {
    return TYPE;
  }

  @Override
  public JobPolicy policy() {
    return JobPolicy.of(new JobResources(1, DataSize.ofGigabytes(1)), Duration.ofHours(6));
  }

  /** The manifest, which the input names, and the pictures, which the manifest names. */
  @Override
  public Set<Digest> readable(JobRequest request, Set<Digest> asked) {
    Set<Digest> readable = new HashSet<>(JobHandler.super.readable(request, asked));
    readable.addAll(artifacts.held(row(request).version(), asked));
    return readable;
  }

  @Override
  public void onSucceeded(JobRequest request, JobResult result) {
    PrepareResult prepared = read(result);
    requireUploaded(prepared, result);
    PreparedSetId id = id(request);
    repository.finish(id, prepared);
    events.append(
        request.job().project(),
        "dev.gyre.prepared_set.built.v1",
        SUBJECT + id,
        row(request).set());
  }

  private static PrepareResult read(JobResult result) {
    try {
      return ContractJson.mapper().treeToValue(result.value(), PrepareResult.class);
    } catch (JacksonException e) {
      throw PlatformException.invalid("result", e.getOriginalMessage(), "a PrepareResult");
    }
  }

  /** A set must not name bytes that nobody has stored. */
  private static void requireUploaded(PrepareResult prepared, JobResult result) {
    Set<Digest> stored =
        result.artifacts().stream().map(JobArtifact::digest).collect(Collectors.toSet());
    boolean complete =
        stored.contains(prepared.index())
            && stored.contains(prepared.statistics())
            && (prepared.sheet() == null || stored.contains(prepared.sheet()))
            && prepared.shards().stream().allMatch(shard -> stored.contains(shard.artifact()));
    if (!complete) {
      throw new PlatformException(
          ErrorCode.INVALID_ARGUMENT,
          "The result names files that were not uploaded: upload all of them");
    }
  }

  @Override
  public void onFailed(JobRequest request, JobOutcome outcome) {
    repository.fail(id(request));
  }

  private PreparedRow row(JobRequest request) {
    PreparedSetId id = id(request);
    return repository
        .find(request.job().project(), id)
        .orElseThrow(() -> PlatformException.notFound("prepared set", id));
  }

  private static PreparedSetId id(JobRequest request) {
    return PreparedSetId.valueOf(request.job().subject().substring(SUBJECT.length()));
  }
}
