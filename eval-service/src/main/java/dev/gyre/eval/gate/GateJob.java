package dev.gyre.eval.gate;

import dev.gyre.api.data.Split;
import dev.gyre.api.eval.Comparison;
import dev.gyre.api.eval.Evaluation;
import dev.gyre.api.eval.EvaluationId;
import dev.gyre.api.eval.GateVerdictId;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.eval.NewComparison;
import dev.gyre.api.eval.NewEvaluation;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobType;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.TaskContractVersion;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.api.training.ModelVersion;
import dev.gyre.api.training.ModelsApi;
import dev.gyre.eval.comparison.Comparisons;
import dev.gyre.eval.evaluation.EvaluationPlan;
import dev.gyre.eval.evaluation.EvaluationPlanner;
import dev.gyre.eval.evaluation.EvaluationWork;
import dev.gyre.eval.evaluation.Evaluations;
import dev.gyre.eval.slice.Slices;
import dev.gyre.eval.start.ServiceBody;
import dev.gyre.infra.jobs.JobPolicy;
import dev.gyre.infra.jobs.JobRequest;
import dev.gyre.infra.jobs.JobResources;
import dev.gyre.infra.jobs.JobResult;
import dev.gyre.infra.jobs.RunningJob;
import dev.gyre.infra.jobs.ServiceJob;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Jobs of type {@code gate}: evaluate, compare, judge. */
@Component
@Qualifier("evalJob")
class GateJob implements ServiceJob {

  static final JobType TYPE = new JobType("gate");

  /** What a job's subject begins with, before the verdict's id. */
  static final String SUBJECT = "gate_verdict/";

  /** Mostly waiting for a worker, which may wait for room itself. */
  private static final Duration TIMEOUT = Duration.ofHours(24);

  private final GateVerdicts verdicts;
  private final GateVerdictRepository repository;
  private final Judge judge;
  private final LeakCheck leaks;
  private final EvaluationPlanner planner;
  private final Evaluations evaluations;
  private final EvaluationWork work;
  private final Comparisons comparisons;
  private final Slices slices;
  private final TaskContractsApi contracts;
  private final ModelsApi models;
  private final TransactionTemplate transactions;

  GateJob(
      GateVerdicts verdicts,
      GateVerdictRepository repository,
      Judge judge,
      LeakCheck leaks,
      EvaluationPlanner planner,
      Evaluations evaluations,
      EvaluationWork work,
      Comparisons comparisons,
      Slices slices,
      TaskContractsApi contracts,
      ModelsApi models,
      PlatformTransactionManager manager) {
    this.verdicts = verdicts;
    this.repository = repository;
    this.judge = judge;
    this.leaks = leaks;
    this.planner = planner;
    this.evaluations = evaluations;
    this.work = work;
    this.comparisons = comparisons;
    this.slices = slices;
    this.contracts = contracts;
    this.models = models;
    this.transactions = new TransactionTemplate(manager);
  }

  /**
   * What the job is given.
   *
   * @param project the job's project, as peers are asked by it
   */
  record Input(ProjectSlug project, GateVerdictId verdict) {}

  @Override
  public JobType type() {
    return TYPE;
  }

  @Override
  public JobPolicy policy() {
    return JobPolicy.of(JobResources.NEGLIGIBLE, TIMEOUT);
  }

  @Override
  public JsonNode run(JobRequest request, RunningJob running) throws InterruptedException {
    Input input = ContractJson.mapper().treeToValue(request.input(), Input.class);
    return ServiceBody.run(() ->
        judge(
            verdicts.require(request.job().project(), input.verdict()), input.project(), running));
  }

  private JsonNode judge(GateEntry entry, ProjectSlug slug, RunningJob running)
      throws InterruptedException {
    GateCase judged = entry.judged();
    ModelVersion model =
        models.version(slug, judged.candidate().model(), judged.candidate().version());
    running.report(0.05, "Looking for test samples in the training data");
    leaks.require(slug, judged, model.dataset());
    TaskContractVersion contract = contracts.get(slug, judged.contractNumber());
    EvaluationId candidateId = start(judged, slug, judged.candidate(), contract);
    ModelRef champion = judged.champion();
    EvaluationId championId = champion == null ? null : start(judged, slug, champion, contract);
    Evaluation candidate = work.finish(judged.project(), slug, candidateId, running);
    Comparison comparison = compare(judged, slug, championId, candidateId, running);
    running.report(0.95, "Judging");
    GateFacts facts =
        new GateFacts(
            contract.contract(),
            candidate,
            comparison,
            model.size(),
            judged.slices().stream().map(id -> slices.get(judged.project(), id).name()).toList());
    return running.step("verdict", () -> judge.give(entry, facts, championId));
  }

  /** Both are begun before either is waited for. */
  private EvaluationId start(
      GateCase judged, ProjectSlug slug, ModelRef model, TaskContractVersion contract) {
    EvaluationPlan plan =
        planner.plan(
            judged.project(),
            slug,
            new NewEvaluation(model, judged.dataset(), Split.TEST),
            contract);
    return Objects.requireNonNull(transactions.execute(_ -> evaluations.ensure(plan, slug, null)));
  }

  private @Nullable Comparison compare(
      GateCase judged,
      ProjectSlug slug,
      @Nullable EvaluationId champion,
      EvaluationId candidate,
      RunningJob running)
      throws InterruptedException {
    if (champion == null) {
      return null;
    }
    Evaluation _ = work.finish(judged.project(), slug, champion, running);
    running.report(0.9, "Comparing with " + judged.champion());
    return comparisons.create(
        judged.project(), slug, new NewComparison(champion, candidate, judged.slices()));
  }

  /** The verdict was stored, and the event told, in the step that gave it. */
  @Override
  public void onSucceeded(JobRequest request, JobResult result) {}

  @Override
  public void onFailed(JobRequest request, JobOutcome outcome) {
    repository.fail(request.job().id());
  }
}
