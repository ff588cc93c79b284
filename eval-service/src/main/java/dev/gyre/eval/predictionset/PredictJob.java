package dev.gyre.eval.predictionset;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.eval.PredictInput;
import dev.gyre.api.eval.PredictResult;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobType;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.TaskKind;
import dev.gyre.infra.jobs.JobHandler;
import dev.gyre.infra.jobs.JobPolicy;
import dev.gyre.infra.jobs.JobRequest;
import dev.gyre.infra.jobs.JobResources;
import dev.gyre.infra.jobs.JobResult;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** What a job of type {@code predict} means here: its end is that of its prediction set. */
@Component
@Qualifier("evalJob")
class PredictJob implements JobHandler {

  static final JobType TYPE = new JobType("predict");

  /** What a job's subject begins with, before the prediction set's id. */
  static final String SUBJECT = "prediction_set/";

  /** A worker names no more rejects than these. */
  private static final int MOST_REJECTS = 1000;

  private final PredictionSetRepository repository;
  private final PredictionSetProperties properties;
  private final ManifestArtifacts manifests;
  private final PredictionEnds ends;

  PredictJob(
      PredictionSetRepository repository,
      PredictionSetProperties properties,
      ManifestArtifacts manifests,
      PredictionEnds ends) {
    this.repository = repository;
    this.properties = properties;
    this.manifests = manifests;
    this.ends = ends;
  }

  @Override
  public JobType type() {
    return TYPE;
  }

  @Override
  public JobPolicy policy() {
    return JobPolicy.of(new JobResources(1, properties.memory()), properties.timeout());
  }

  /** The package, the manifest, and what the manifest names in the split. */
  @Override
  public Set<Digest> readable(JobRequest request, Set<Digest> asked) {
    PredictInput input = ContractJson.mapper().treeToValue(request.input(), PredictInput.class);
    Set<Digest> readable = new HashSet<>(asked);
    readable.retainAll(Set.of(input.modelPackage(), input.manifest()));
    Set<Digest> others = new HashSet<>(asked);
    others.removeAll(readable);
    if (!others.isEmpty()) {
      readable.addAll(manifests.named(input.manifest(), input.split(), others));
    }
    return readable;
  }

  @Override
  public void onSucceeded(JobRequest request, JobResult result) {
    PredictionEntry entry = repository.require(request.job().id());
    PredictResult predicted = read(result);
    requireOwnArtifact("predictions", predicted.predictions(), result);
    requireMasks(entry.set().task(), predicted.masks(), result);
    int rejected = entry.expected() - predicted.count();
    if (rejected < 0 || predicted.rejects().size() != Math.min(rejected, MOST_REJECTS)) {
      throw PlatformException.invalid(
          "count",
          "%d with %d rejects".formatted(predicted.count(), predicted.rejects().size()),
          "such that both together are the %d samples of the split".formatted(entry.expected()));
    }
    repository.ready(request.job().id(), predicted, rejected);
    ends.tellAfterCommit();
  }

  @Override
  public void onFailed(JobRequest request, JobOutcome outcome) {
    repository.fail(request.job().id(), inWords(outcome));
    ends.tellAfterCommit();
  }

  private static String inWords(JobOutcome outcome) {
    return switch (outcome) {
      case JobOutcome.Failed failed -> "%s: %s".formatted(failed.code(), failed.message());
      case JobOutcome.Cancelled cancelled -> cancelled.message();
      case JobOutcome.TimedOut timedOut -> timedOut.message();
      case JobOutcome.Succeeded _ -> "";
    };
  }

  private static PredictResult read(JobResult result) {
    try {
      return ContractJson.mapper().treeToValue(result.value(), PredictResult.class);
    } catch (JacksonException e) {
      throw new PlatformException(
          ErrorCode.INVALID_ARGUMENT,
          "The result of the prediction is not readable: %s".formatted(e.getOriginalMessage()),
          Map.of("field", "result"),
          e);
    }
  }

  private static void requireMasks(TaskKind task, @Nullable Digest masks, JobResult result) {
    boolean wanted = task == TaskKind.SEGMENTATION;
    if (wanted != (masks != null)) {
      throw PlatformException.invalid(
          "masks", String.valueOf(masks), (wanted ? "there" : "left out") + " with a " + task);
    }
    if (masks != null) {
      requireOwnArtifact("masks", masks, result);
    }
  }

  /** A digest is no right to read: only what this worker has uploaded itself is taken. */
  private static void requireOwnArtifact(String field, Digest digest, JobResult result) {
    if (result.artifacts().stream().noneMatch(artifact -> artifact.digest().equals(digest))) {
      throw PlatformException.invalid(field, digest, "one of the artifacts of the completion");
    }
  }
}
