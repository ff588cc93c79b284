package dev.gyre.training.run;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.job.JobCheckpoint;
import dev.gyre.api.job.JobHeartbeat;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobType;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.training.ModelVersion;
import dev.gyre.api.training.RunState;
import dev.gyre.api.training.TrainResult;
import dev.gyre.infra.jobs.JobHandler;
import dev.gyre.infra.jobs.JobPolicy;
import dev.gyre.infra.jobs.JobRequest;
import dev.gyre.infra.jobs.JobResources;
import dev.gyre.infra.jobs.JobResult;
import dev.gyre.infra.postgres.EventOutbox;
import dev.gyre.training.model.Models;
import dev.gyre.training.model.NewModelVersion;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a job of type {@code train} means here: its heartbeats bring metrics, its success a model
 * version, and each end the end of its run. All in the transaction that moves the job.
 */
@Component
class TrainJobHandler implements JobHandler {

  static final JobType TYPE = new JobType("train");

  /** What a job's subject begins with, before the run's id. */
  static final String SUBJECT = "run/";

  private static final String FINISHED = "dev.gyre.run.finished.v1";

  private final RunRepository runs;
  private final MetricRepository metrics;
  private final AttemptRepository attempts;
  private final Models models;
  private final RunProperties properties;
  private final EventOutbox outbox;
  private final Clock clock;

  TrainJobHandler(
      RunRepository runs,
      MetricRepository metrics,
      AttemptRepository attempts,
      Models models,
      RunProperties properties,
      @Qualifier("trainingEvents") EventOutbox outbox,
      Clock clock) {
    this.runs = runs;
    this.metrics = metrics;
    this.attempts = attempts;
    this.models = models;
    this.properties = properties;
    this.outbox = outbox;
    this.clock = clock;
  }

  @Override
  public JobType type() {
    return TYPE;
  }

  @Override
  public JobPolicy policy() {
    return JobPolicy.of(new JobResources(1, properties.memory()), properties.timeout());
  }

  /** An attempt after one that left a checkpoint goes on from the newest. */
  @Override
  public JsonNode onStarting(JobRequest request) {
    RunEntry run = runs.require(request.job().id());
    Optional<AttemptRepository.Kept> kept = attempts.newest(run.id());
    attempts.begin(
        run.id(),
        request.job().attempt(),
        kept.map(AttemptRepository.Kept::step).orElse(null),
        now());
    return kept.map(checkpoint -> from(checkpoint, request.input())).orElse(request.input());
  }

  private static JsonNode from(AttemptRepository.Kept kept, JsonNode input) {
    return ((ObjectNode) input.deepCopy()).put("checkpoint", kept.digest().hex());
  }

  @Override
  public void onCheckpoint(JobRequest request, JobCheckpoint checkpoint) {
    RunEntry run = runs.require(request.job().id());
    attempts.keep(run.id(), request.job().attempt(), checkpoint, now());
  }

  @Override
  public Set<Digest> readable(JobRequest request, Set<Digest> asked) {
    Set<Digest> readable = new HashSet<>(JobHandler.super.readable(request, asked));
    readable.addAll(attempts.ofRun(runs.require(request.job().id()).id(), asked));
    return readable;
  }

  @Override
  public void onHeartbeat(JobRequest request, JobHeartbeat heartbeat) {
    RunEntry run = runs.require(request.job().id());
    runs.begin(run.id());
    metrics.store(run.id(), heartbeat.metrics());
  }

  @Override
  public void onSucceeded(JobRequest request, JobResult result) {
    RunEntry run = runs.require(request.job().id());
    TrainResult trained = read(result);
    requireOwnPackage(trained, result);
    requireClasses(trained, run);
    ModelVersion version =
        models.register(
            run.project(),
            new NewModelVersion(
                run.model(),
                run.id(),
                run.dataset(),
                run.preparedSet(),
                run.preparation(),
                run.contractNumber(),
                trained));
    end(run, RunState.FINISHED, version.version());
  }

  @Override
  public void onFailed(JobRequest request, JobOutcome outcome) {
    RunState state =
        switch (outcome) {
          case JobOutcome.Failed _, JobOutcome.Succeeded _ -> RunState.FAILED;
          case JobOutcome.Cancelled _, JobOutcome.TimedOut _ -> RunState.KILLED;
        };
    end(runs.require(request.job().id()), state, null);
  }

  private void end(RunEntry run, RunState state, @Nullable Integer version) {
    RunEntry ended = run.ended(state, version, now());
    runs.end(ended);
    outbox.append(
        run.project(),
        FINISHED,
        SUBJECT + run.id(),
        ended.toRun(metrics.latest(List.of(run.id())), attempts.history(List.of(run.id()))));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static TrainResult read(JobResult result) {
    try {
      return ContractJson.mapper().treeToValue(result.value(), TrainResult.class);
    } catch (JacksonException e) {
      throw new PlatformException(
          ErrorCode.INVALID_ARGUMENT,
          "The result of the training is not readable: %s".formatted(e.getOriginalMessage()),
          Map.of("field", "result"),
          e);
    }
  }

  /** A digest is no right to read: only what this worker has uploaded itself becomes a package. */
  private static void requireOwnPackage(TrainResult trained, JobResult result) {
    if (result.artifacts().stream()
        .noneMatch(artifact -> artifact.digest().equals(trained.modelPackage()))) {
      throw PlatformException.invalid(
          "model_package", trained.modelPackage(), "one of the artifacts of the completion");
    }
  }

  private static void requireClasses(TrainResult trained, RunEntry run) {
    if (!trained.classes().equals(run.classes())) {
      throw new PlatformException(
          ErrorCode.CONTRACT_VIOLATION,
          "The package has the classes %s; the run was started for %s"
              .formatted(trained.classes(), run.classes()),
          Map.of("field", "classes"));
    }
  }
}
