package dev.gyre.eval.gate;

import dev.gyre.api.data.Split;
import dev.gyre.api.eval.Comparison;
import dev.gyre.api.eval.Evaluation;
import dev.gyre.api.eval.EvaluationId;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.eval.NewComparison;
import dev.gyre.api.eval.NewEvaluation;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.TaskContractVersion;
import dev.gyre.eval.comparison.Comparisons;
import dev.gyre.eval.evaluation.EvaluationPlan;
import dev.gyre.eval.evaluation.EvaluationPlanner;
import dev.gyre.eval.evaluation.EvaluationWork;
import dev.gyre.eval.evaluation.Evaluations;
import dev.gyre.infra.jobs.RunningJob;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Evaluates and compares what a gate is to judge. Calls peers: no transaction. */
@Component
class GateEvidence {

  private final EvaluationPlanner planner;
  private final Evaluations evaluations;
  private final EvaluationWork work;
  private final Comparisons comparisons;
  private final TransactionTemplate transactions;

  GateEvidence(
      EvaluationPlanner planner,
      Evaluations evaluations,
      EvaluationWork work,
      Comparisons comparisons,
      PlatformTransactionManager manager) {
    this.planner = planner;
    this.evaluations = evaluations;
    this.work = work;
    this.comparisons = comparisons;
    this.transactions = new TransactionTemplate(manager);
  }

  /**
   * What was found.
   *
   * @param candidate done
   * @param champion absent without one
   * @param comparison absent without a champion
   */
  record Found(
      Evaluation candidate, @Nullable EvaluationId champion, @Nullable Comparison comparison) {}

  /** Begins both evaluations before it waits for either. */
  Found find(GateCase judged, ProjectSlug slug, TaskContractVersion contract, RunningJob running)
      throws InterruptedException {
    EvaluationId candidateId = start(judged, slug, judged.candidate(), contract);
    ModelRef champion = judged.champion();
    EvaluationId championId = champion == null ? null : start(judged, slug, champion, contract);
    Evaluation candidate = work.finish(judged.project(), slug, candidateId, running);
    if (championId == null) {
      return new Found(candidate, null, null);
    }
    Evaluation _ = work.finish(judged.project(), slug, championId, running);
    running.report(0.9, "Comparing with " + champion);
    Comparison comparison =
        comparisons.create(
            judged.project(), slug, new NewComparison(championId, candidateId, judged.slices()));
    return new Found(candidate, championId, comparison);
  }

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
}
