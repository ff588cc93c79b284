package dev.gyre.eval.gate;

import dev.gyre.api.data.Split;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.eval.NewEvaluation;
import dev.gyre.api.eval.NewGateVerdict;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.TaskContractVersion;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.api.training.Alias;
import dev.gyre.api.training.ModelVersion;
import dev.gyre.api.training.ModelsApi;
import dev.gyre.eval.evaluation.EvaluationPlanner;
import dev.gyre.eval.predictionset.PredictionPlanner;
import dev.gyre.eval.slice.Slices;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds who is to be judged and by what. Calls peers: no transaction. */
@Component
class GateCases {

  static final String CHAMPION = "champion";

  private final TaskContractsApi contracts;
  private final ModelsApi models;
  private final EvaluationPlanner evaluations;
  private final PredictionPlanner predictions;
  private final Slices slices;

  GateCases(
      TaskContractsApi contracts,
      ModelsApi models,
      EvaluationPlanner evaluations,
      PredictionPlanner predictions,
      Slices slices) {
    this.contracts = contracts;
    this.models = models;
    this.evaluations = evaluations;
    this.predictions = predictions;
    this.slices = slices;
  }

  /** Refuses what {@link dev.gyre.api.eval.GateVerdictsApi#create} says. */
  GateCase of(ProjectId project, ProjectSlug slug, NewGateVerdict asked) {
    TaskContractVersion contract = contracts.current(slug);
    asked.slices().forEach(slice -> slices.get(project, slice));
    var _ = evaluations.plan(project, slug, onTest(asked, asked.candidate()), contract);
    Integer standing = standing(slug, asked.candidate().model());
    List<String> warnings = new ArrayList<>();
    ModelRef champion = asked.champion();
    if (champion == null) {
      champion = standingChampion(slug, asked.candidate(), standing, contract, warnings);
    } else {
      var _ = evaluations.plan(project, slug, onTest(asked, champion), contract);
    }
    return new GateCase(
        project,
        asked.candidate(),
        champion,
        standing,
        asked.dataset(),
        contract.number(),
        asked.slices(),
        warnings);
  }

  private static NewEvaluation onTest(NewGateVerdict asked, ModelRef model) {
    return new NewEvaluation(model, asked.dataset(), Split.TEST);
  }

  /** The version that the alias {@code champion} names. */
  @Nullable Integer standing(ProjectSlug slug, String model) {
    return models.aliases(slug, model).stream()
        .filter(alias -> alias.alias().equals(CHAMPION))
        .map(Alias::version)
        .findFirst()
        .orElse(null);
  }

  private @Nullable ModelRef standingChampion(
      ProjectSlug slug,
      ModelRef candidate,
      @Nullable Integer standing,
      TaskContractVersion contract,
      List<String> warnings) {
    if (standing == null) {
      return null;
    }
    if (standing == candidate.version()) {
      warnings.add("%s is the champion already: there is nobody to beat".formatted(candidate));
      return null;
    }
    ModelRef champion = new ModelRef(candidate.model(), standing);
    ModelVersion version = predictions.ready(slug, champion);
    if (!version.classes().equals(contract.contract().classes())) {
      warnings.add(
          "The champion %s has the classes %s and cannot be compared under task contract %d"
              .formatted(champion, version.classes(), contract.number()));
      return null;
    }
    return champion;
  }
}
