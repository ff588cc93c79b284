package dev.gyre.eval.predictionset;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.Reject;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.eval.NewPredictionSet;
import dev.gyre.api.eval.PredictionSet;
import dev.gyre.api.eval.PredictionSetId;
import dev.gyre.api.eval.PredictionSetState;
import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobId;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.PrincipalId;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.eval.start.JobStarts;
import dev.gyre.infra.jobs.JobEngine;
import dev.gyre.infra.jobs.JobSubmission;
import dev.gyre.infra.jobs.RunningJob;
import dev.gyre.infra.postgres.Cursor;
import dev.gyre.infra.security.Caller;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Predictions: made once for equal inputs, waited for, read. */
@Component
public class PredictionSets {

  private static final String LIST = "prediction-sets";
  private static final UUID END = new UUID(-1, -1);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final PredictionSetRepository repository;
  private final PredictionPlanner planner;
  private final JobStarts starts;
  private final ObjectProvider<JobEngine> jobs;
  private final PredictionEnds ends;
  private final PredictedMasks masks;
  private final Clock clock;

  PredictionSets(
      PredictionSetRepository repository,
      PredictionPlanner planner,
      JobStarts starts,
      @Qualifier("evalJobs") ObjectProvider<JobEngine> jobs,
      PredictionEnds ends,
      PredictedMasks masks,
      Clock clock) {
    this.repository = repository;
    this.planner = planner;
    this.starts = starts;
    this.jobs = jobs;
    this.ends = ends;
    this.masks = masks;
    this.clock = clock;
  }

  Job start(Caller caller, ProjectSlug slug, @Nullable String key, NewPredictionSet asked) {
    PrincipalId by = caller.principal() == null ? null : caller.principal().id();
    return starts.start(
        caller,
        new JobStarts.Request("create-prediction-set", key, asked),
        () -> planner.plan(caller.requireProject(), slug, asked),
        plan -> entry(plan, by).job());
  }

  /**
   * The prediction set of these inputs: the first one, or a new one whose job is submitted with the
   * caller's transaction. One that has failed is started anew.
   *
   * @param by who asked; absent for the service itself
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public PredictionSet ensure(PredictionPlan plan, @Nullable PrincipalId by) {
    return entry(plan, by).set();
  }

  private PredictionEntry entry(PredictionPlan plan, @Nullable PrincipalId by) {
    PredictionEntry known = repository.lock(plan).orElse(null);
    if (known != null && known.set().state() != PredictionSetState.FAILED) {
      return known;
    }
    JobId job = JobId.next();
    PredictionSetId id = known == null ? PredictionSetId.next() : known.set().id();
    if (known != null) {
      repository.restart(id, job);
    } else if (!repository.insert(running(plan, id, job))) {
      return repository.lock(plan).orElseThrow();
    }
    JobSubmission submission =
        JobSubmission.of(
                plan.project(),
                PredictJob.TYPE,
                PredictJob.SUBJECT + id,
                ContractJson.mapper().valueToTree(plan.input()))
            .withId(job);
    JobId _ = jobs.getObject().submit(by == null ? submission : submission.by(by));
    return repository.find(plan.project(), id).orElseThrow();
  }

  private PredictionEntry running(PredictionPlan plan, PredictionSetId id, JobId job) {
    PredictionSet set =
        new PredictionSet(
            id,
            plan.model(),
            plan.dataset(),
            plan.split(),
            plan.input().task(),
            PredictionSetState.RUNNING,
            null,
            null,
            0,
            0,
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    return new PredictionEntry(plan.project(), set, job, plan.expected(), null);
  }

  /**
   * Waits until the predictions are there; for bodies of jobs, on their virtual threads and outside
   * any transaction.
   *
   * @throws PlatformException with {@code WRONG_STATE} if they could not be made
   * @throws InterruptedException if the waiting job is asked to stop
   */
  public PredictionSet await(ProjectId project, PredictionSetId id, RunningJob waiting)
      throws InterruptedException {
    while (true) {
      long seen = ends.count();
      PredictionEntry entry = require(project, id);
      switch (entry.set().state()) {
        case READY -> {
          return entry.set();
        }
        case FAILED ->
            throw new PlatformException(
                ErrorCode.WRONG_STATE,
                "The predictions of %s on %s could not be made: %s"
                    .formatted(entry.set().model(), entry.set().dataset(), entry.failure()));
        case RUNNING -> {
          waiting.stopIfAsked();
          ends.await(seen, LOOK);
        }
      }
    }
  }

  /** One that the project has. */
  @Transactional(readOnly = true)
  public PredictionSet get(ProjectId project, PredictionSetId id) {
    return require(project, id).set();
  }

  @Transactional(readOnly = true)
  Page<PredictionSet> list(ProjectId project, int limit, @Nullable String cursor) {
    UUID before = Cursor.parse(cursor, LIST, 1).map(place -> place.uuid(0)).orElse(END);
    return Cursor.page(
        repository.list(project, before, limit + 1), limit, set -> Cursor.after(LIST, set.id()));
  }

  @Transactional(readOnly = true)
  List<Reject> rejects(ProjectId project, PredictionSetId id) {
    return repository
        .rejects(project, id)
        .orElseThrow(() -> PlatformException.notFound("prediction set", id));
  }

  /** Reads bytes: outside any transaction. */
  InputStream mask(ProjectId project, PredictionSetId id, SampleId sample) {
    return masks.mask(require(project, id).set(), sample);
  }

  private PredictionEntry require(ProjectId project, PredictionSetId id) {
    return repository
        .find(project, id)
        .orElseThrow(() -> PlatformException.notFound("prediction set", id));
  }
}
