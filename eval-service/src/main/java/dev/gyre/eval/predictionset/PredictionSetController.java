package dev.gyre.eval.predictionset;

import dev.gyre.api.Page;
import dev.gyre.api.data.Reject;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.eval.NewPredictionSet;
import dev.gyre.api.eval.PredictionSet;
import dev.gyre.api.eval.PredictionSetId;
import dev.gyre.api.eval.PredictionSetsApi;
import dev.gyre.api.job.Job;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.infra.security.Callers;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class PredictionSetController implements PredictionSetsApi {

  private final PredictionSets sets;

  PredictionSetController(PredictionSets sets) {
    this.sets = sets;
  }

  @Override
  public Job create(
      ProjectSlug project, @Nullable String idempotencyKey, NewPredictionSet predictionSet) {
    return sets.start(Callers.current(), project, idempotencyKey, predictionSet);
  }

  @Override
  public Page<PredictionSet> list(ProjectSlug project, int limit, @Nullable String cursor) {
    return sets.list(Callers.current().requireProject(), Page.checkLimit(limit), cursor);
  }

  @Override
  public PredictionSet get(ProjectSlug project, PredictionSetId predictionSet) {
    return sets.get(Callers.current().requireProject(), predictionSet);
  }

  @Override
  public List<Reject> rejects(ProjectSlug project, PredictionSetId predictionSet) {
    return sets.rejects(Callers.current().requireProject(), predictionSet);
  }

  @Override
  public InputStream mask(ProjectSlug project, PredictionSetId predictionSet, SampleId sample) {
    return sets.mask(Callers.current().requireProject(), predictionSet, sample);
  }
}
