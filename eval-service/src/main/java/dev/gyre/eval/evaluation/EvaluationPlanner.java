package dev.gyre.eval.evaluation;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.eval.NewEvaluation;
import dev.gyre.api.eval.NewPredictionSet;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.TaskContractVersion;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.api.project.TaskKind;
import dev.gyre.eval.predictionset.PredictionPlan;
import dev.gyre.eval.predictionset.PredictionPlanner;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Finds what an evaluation needs and says whether it may be made. Calls peers: no transaction. */
@Component
public class EvaluationPlanner {

  private final PredictionPlanner predictions;
  private final TaskContractsApi contracts;

  EvaluationPlanner(PredictionPlanner predictions, TaskContractsApi contracts) {
    this.predictions = predictions;
    this.contracts = contracts;
  }

  /** Plans under the present task contract. */
  EvaluationPlan plan(ProjectId project, ProjectSlug slug, NewEvaluation asked) {
    return plan(project, slug, asked, contracts.current(slug));
  }

  /**
   * Plans under this task contract.
   *
   * @throws PlatformException with {@code CONTRACT_VIOLATION} and {@code field=classes} if the
   *     model has other classes than the contract, {@code field=task} if it gives another kind of
   *     answer; and as {@link PredictionPlanner#plan}
   */
  public EvaluationPlan plan(
      ProjectId project, ProjectSlug slug, NewEvaluation asked, TaskContractVersion contract) {
    PredictionPlan plan =
        predictions.plan(
            project, slug, new NewPredictionSet(asked.model(), asked.dataset(), asked.split()));
    if (!plan.classes().equals(contract.contract().classes())) {
      throw new PlatformException(
          ErrorCode.CONTRACT_VIOLATION,
          "Model version %s has the classes %s, but task contract %d has %s; train a model on the present contract"
              .formatted(
                  asked.model(), plan.classes(), contract.number(), contract.contract().classes()),
          Map.of("field", "classes"));
    }
    TaskKind task = plan.input().task();
    if (task != contract.contract().task()) {
      throw new PlatformException(
          ErrorCode.CONTRACT_VIOLATION,
          "Model version %s gives answers of a %s, but task contract %d is about a %s; train a model on the present contract"
              .formatted(asked.model(), task, contract.number(), contract.contract().task()),
          Map.of("field", "task"));
    }
    return new EvaluationPlan(plan, contract);
  }
}
