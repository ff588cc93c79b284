package dev.gyre.monitoring.incident;

import dev.gyre.api.data.Split;
import dev.gyre.api.eval.Evaluation;
import dev.gyre.api.eval.EvaluationState;
import dev.gyre.api.eval.EvaluationsApi;
import dev.gyre.infra.security.Callers;
import dev.gyre.monitoring.monitor.Watch;
import dev.gyre.scoring.proof.DeploymentRise;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the newest test of a model version said about each class. */
@Component
class TestedErrors {

  private static final int NEWEST = 100;

  private final EvaluationsApi evaluations;

  TestedErrors(EvaluationsApi evaluations) {
    this.evaluations = evaluations;
  }

  /** Errors of each class on a test split; empty if the version was not tested here. */
  Map<String, DeploymentRise.Before> of(Watch watch, int version) {
    Optional<Evaluation> test =
        Callers.asService(
                "monitoring", () -> evaluations.list(watch.slug(), watch.model(), NEWEST, null))
            .items()
            .stream()
            .filter(evaluation ->
                evaluation.model().version() == version
                    && evaluation.split() == Split.TEST
                    && evaluation.state() == EvaluationState.DONE)
            .findFirst();
    Map<String, DeploymentRise.Before> known = new HashMap<>();
    test.ifPresent(evaluation ->
        evaluation.slices().stream()
            .filter(slice -> slice.className() != null && slice.n() > 0)
            .forEach(slice ->
                known.put(
                    slice.className(),
                    new DeploymentRise.Before(slice.n() - slice.right(), slice.n()))));
    return known;
  }
}
