package dev.gyre.eval.evaluation;

import dev.gyre.api.Page;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.eval.Evaluation;
import dev.gyre.api.eval.EvaluationId;
import dev.gyre.api.eval.EvaluationsApi;
import dev.gyre.api.eval.NewEvaluation;
import dev.gyre.api.eval.ScoredSample;
import dev.gyre.api.eval.WorstSample;
import dev.gyre.api.job.Job;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.infra.security.Callers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class EvaluationController implements EvaluationsApi {

  private final Evaluations evaluations;
  private final ScoredSamples scored;

  EvaluationController(Evaluations evaluations, ScoredSamples scored) {
    this.evaluations = evaluations;
    this.scored = scored;
  }

  @Override
  public Job create(
      ProjectSlug project, @Nullable String idempotencyKey, NewEvaluation evaluation) {
    return evaluations.start(Callers.current(), project, idempotencyKey, evaluation);
  }

  @Override
  public Page<Evaluation> list(
      ProjectSlug project, @Nullable String model, int limit, @Nullable String cursor) {
    return evaluations.list(
        Callers.current().requireProject(), model, Page.checkLimit(limit), cursor);
  }

  @Override
  public List<ScoredSample> scoring(ProjectSlug project, SampleId sample) {
    return scored.find(Callers.current().requireProject(), project, sample);
  }

  @Override
  public Evaluation get(ProjectSlug project, EvaluationId evaluation) {
    return evaluations.get(Callers.current().requireProject(), evaluation);
  }

  @Override
  public List<WorstSample> worst(ProjectSlug project, EvaluationId evaluation, int limit) {
    return evaluations.worst(Callers.current().requireProject(), evaluation, limit);
  }
}
