package dev.gyre.monitoring.fix;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.Split;
import dev.gyre.api.eval.Comparison;
import dev.gyre.api.eval.ComparisonsApi;
import dev.gyre.api.eval.EvaluationId;
import dev.gyre.api.eval.EvaluationState;
import dev.gyre.api.eval.EvaluationsApi;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.eval.NewComparison;
import dev.gyre.api.eval.NewEvaluation;
import dev.gyre.api.job.Job;
import dev.gyre.api.monitoring.IncidentId;
import dev.gyre.api.project.ProjectId;
import dev.gyre.infra.security.Callers;
import dev.gyre.monitoring.harvest.HarvestEntry;
import dev.gyre.monitoring.harvest.Harvests;
import dev.gyre.monitoring.incident.IncidentEntry;
import dev.gyre.monitoring.incident.Incidents;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * The steps of a verification: both models on the test split that holds the proof part, then their
 * comparison. What eval makes of an equal request is the first answer again, so a crash between any
 * two steps has no further effect.
 */
@Component
class VerifySteps {

  private static final String SUBJECT = "evaluation/";

  private final FixRepository repository;
  private final Incidents incidents;
  private final Harvests harvests;
  private final EvaluationsApi evaluations;
  private final ComparisonsApi comparisons;
  private final Closing closing;

  VerifySteps(
      FixRepository repository,
      Incidents incidents,
      Harvests harvests,
      EvaluationsApi evaluations,
      ComparisonsApi comparisons,
      Closing closing) {
    this.repository = repository;
    this.incidents = incidents;
    this.harvests = harvests;
    this.evaluations = evaluations;
    this.comparisons = comparisons;
    this.closing = closing;
  }

  enum Progress {
    MORE,
    /** Eval is still at work. */
    WAIT,
    DONE
  }

  /** Does the next step. */
  Progress advance(ProjectId project, IncidentId id) {
    IncidentEntry incident = incidents.get(project, id);
    FixEntry fix =
        repository.newest(id).orElseThrow(() -> PlatformException.notFound("fix of incident", id));
    switch (fix.step()) {
      case IDLE, DONE -> {
        return Progress.DONE;
      }
      case EVALUATE_CHAMPION -> {
        EvaluationId asked =
            evaluate(incident, fix, new ModelRef(incident.model(), incident.modelVersion()));
        repository.advance(
            fix, VerifyStep.EVALUATE_CANDIDATE, "champion_evaluation", asked.value());
      }
      case EVALUATE_CANDIDATE -> {
        EvaluationId asked = evaluate(incident, fix, fix.candidate());
        repository.advance(fix, VerifyStep.COMPARE, "candidate_evaluation", asked.value());
      }
      case COMPARE -> {
        return compare(incident, fix);
      }
      case JUDGE -> {
        closing.record(incident, fix);
        repository.advance(fix, VerifyStep.DONE, "comparison", null);
      }
    }
    return Progress.MORE;
  }

  private EvaluationId evaluate(IncidentEntry incident, FixEntry fix, ModelRef model) {
    String key = "incident %s %s %s".formatted(incident.id(), fix.step(), fix.job());
    Job job =
        asking(() ->
            evaluations.create(
                incident.slug(), key, new NewEvaluation(model, fix.dataset(), Split.TEST)));
    return EvaluationId.valueOf(job.subject().substring(SUBJECT.length()));
  }

  private Progress compare(IncidentEntry incident, FixEntry fix) {
    EvaluationId champion = Objects.requireNonNull(fix.championEvaluation());
    EvaluationId candidate = Objects.requireNonNull(fix.candidateEvaluation());
    for (EvaluationId each : List.of(champion, candidate)) {
      EvaluationState state = asking(() -> evaluations.get(incident.slug(), each)).state();
      if (state == EvaluationState.FAILED) {
        throw new PlatformException(
            ErrorCode.WRONG_STATE,
            "Evaluation %s has failed; its job says why. Then verify again".formatted(each));
      }
      if (state == EvaluationState.RUNNING) {
        return Progress.WAIT;
      }
    }
    HarvestEntry harvest = harvests.requireDone(incident.id());
    Comparison comparison =
        asking(() ->
            comparisons.create(
                incident.slug(),
                new NewComparison(
                    champion, candidate, List.of(Objects.requireNonNull(harvest.proofSlice())))));
    repository.advance(fix, VerifyStep.JUDGE, "comparison", comparison.id().value());
    return Progress.MORE;
  }

  private static <T> T asking(Supplier<T> call) {
    return Callers.asService("monitoring", call);
  }
}
