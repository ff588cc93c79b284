package dev.gyre.eval.evaluation;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.eval.Evaluation;
import dev.gyre.api.eval.EvaluationId;
import dev.gyre.api.eval.EvaluationState;
import dev.gyre.api.eval.NewEvaluation;
import dev.gyre.api.eval.PredictionSet;
import dev.gyre.api.eval.PredictionSetId;
import dev.gyre.api.eval.WorstSample;
import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobId;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.PrincipalId;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.eval.predictionset.PredictionPlan;
import dev.gyre.eval.predictionset.PredictionSets;
import dev.gyre.eval.start.JobStarts;
import dev.gyre.infra.jobs.JobEngine;
import dev.gyre.infra.jobs.JobSubmission;
import dev.gyre.infra.postgres.CanonicalJson;
import dev.gyre.infra.postgres.Cursor;
import dev.gyre.infra.security.Caller;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Evaluations: made once for equal inputs, listed, read. */
@Component
public class Evaluations {

  private static final String LIST = "evaluations";
  private static final UUID END = new UUID(-1, -1);
  private static final int MOST_WORST = 1000;

  private final EvaluationRepository repository;
  private final ValueRepository values;
  private final EvaluationPlanner planner;
  private final PredictionSets predictions;
  private final JobStarts starts;
  private final ObjectProvider<JobEngine> jobs;
  private final Clock clock;

  Evaluations(
      EvaluationRepository repository,
      ValueRepository values,
      EvaluationPlanner planner,
      PredictionSets predictions,
      JobStarts starts,
      @Qualifier("evalJobs") ObjectProvider<JobEngine> jobs,
      Clock clock) {
    this.repository = repository;
    this.values = values;
    this.planner = planner;
    this.predictions = predictions;
    this.starts = starts;
    this.jobs = jobs;
    this.clock = clock;
  }

  Job start(Caller caller, ProjectSlug slug, @Nullable String key, NewEvaluation asked) {
    PrincipalId by = caller.principal() == null ? null : caller.principal().id();
    return starts.start(
        caller,
        new JobStarts.Request("create-evaluation", key, asked),
        () -> planner.plan(caller.requireProject(), slug, asked),
        plan -> entry(plan, slug, by).job());
  }

  /**
   * The evaluation of this plan: the first one, or a new one whose job, and that of its
   * predictions, is submitted with the caller's transaction. One that has failed is started anew.
   *
   * @param by who asked; absent for the service itself
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public EvaluationId ensure(EvaluationPlan plan, ProjectSlug slug, @Nullable PrincipalId by) {
    return entry(plan, slug, by).evaluation().id();
  }

  private EvaluationEntry entry(EvaluationPlan plan, ProjectSlug slug, @Nullable PrincipalId by) {
    ProjectId project = plan.prediction().project();
    PredictionSet set = predictions.ensure(plan.prediction(), by);
    Digest identity = identity(set.id(), plan.contract().number());
    EvaluationEntry known = repository.lock(project, identity).orElse(null);
    if (known != null && known.evaluation().state() != EvaluationState.FAILED) {
      return known;
    }
    JobId job = JobId.next();
    EvaluationEntry fresh =
        new EvaluationEntry(
            project, identity, known == null ? running(plan, set.id()) : known.evaluation(), job);
    if (known != null) {
      repository.restart(known.evaluation().id(), job);
    } else if (!repository.insert(fresh)) {
      return repository.lock(project, identity).orElseThrow();
    }
    submit(fresh, slug, by);
    return fresh;
  }

  private void submit(EvaluationEntry entry, ProjectSlug slug, @Nullable PrincipalId by) {
    EvaluationId id = entry.evaluation().id();
    JobSubmission submission =
        JobSubmission.of(
                entry.project(),
                EvaluateJob.TYPE,
                EvaluateJob.SUBJECT + id,
                ContractJson.mapper().valueToTree(new EvaluateJob.Input(slug, id)))
            .withId(entry.job());
    JobId _ = jobs.getObject().submit(by == null ? submission : submission.by(by));
  }

  private Evaluation running(EvaluationPlan plan, PredictionSetId set) {
    PredictionPlan prediction = plan.prediction();
    return new Evaluation(
        EvaluationId.next(),
        prediction.model(),
        prediction.dataset(),
        prediction.split(),
        set,
        plan.contract().number(),
        EvaluationState.RUNNING,
        plan.contract().contract().classes(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        0,
        clock.instant().truncatedTo(ChronoUnit.MICROS));
  }

  /** What an evaluation is made of. */
  private record Identity(
      PredictionSetId predictionSet, int contractNumber, int evaluator, Digest settings) {}

  private static Digest identity(PredictionSetId set, int contractNumber) {
    return CanonicalJson.digest(
        new Identity(
            set, contractNumber, Evaluator.VERSION, CanonicalJson.digest(Evaluator.STANDARD)));
  }

  /** One that the project has. */
  @Transactional(readOnly = true)
  public Evaluation get(ProjectId project, EvaluationId id) {
    return values.complete(List.of(require(project, id))).getFirst();
  }

  /**
   * One whose numbers are there.
   *
   * @throws PlatformException with {@code WRONG_STATE} if they are not
   */
  @Transactional(readOnly = true)
  public Evaluation requireDone(ProjectId project, EvaluationId id) {
    Evaluation evaluation = get(project, id);
    if (evaluation.state() != EvaluationState.DONE) {
      throw new PlatformException(
          ErrorCode.WRONG_STATE,
          "Evaluation %s is %s; wait until it is DONE".formatted(id, evaluation.state()));
    }
    return evaluation;
  }

  @Transactional(readOnly = true)
  Page<Evaluation> list(
      ProjectId project, @Nullable String model, int limit, @Nullable String cursor) {
    String list = model == null ? LIST : LIST + " of " + model;
    UUID before = Cursor.parse(cursor, list, 1).map(place -> place.uuid(0)).orElse(END);
    List<Evaluation> found = repository.list(project, model, before, limit + 1);
    return Cursor.page(
        values.complete(found), limit, evaluation -> Cursor.after(list, evaluation.id()));
  }

  @Transactional(readOnly = true)
  List<WorstSample> worst(ProjectId project, EvaluationId id, int limit) {
    if (limit < 1 || limit > MOST_WORST) {
      throw PlatformException.invalid("limit", limit, "from 1 to " + MOST_WORST);
    }
    return repository.worst(requireDone(project, id).id()).stream().limit(limit).toList();
  }

  private Evaluation require(ProjectId project, EvaluationId id) {
    return repository
        .find(project, id)
        .map(EvaluationEntry::evaluation)
        .orElseThrow(() -> PlatformException.notFound("evaluation", id));
  }
}
