package dev.gyre.serving.predictions;

import dev.gyre.api.Page;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.serving.LogId;
import dev.gyre.api.serving.Prediction;
import dev.gyre.api.serving.PredictionsApi;
import dev.gyre.infra.security.Callers;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class PredictionController implements PredictionsApi {

  private final Predictions predictions;

  PredictionController(Predictions predictions) {
    this.predictions = predictions;
  }

  @Override
  public Page<Prediction> list(
      ProjectSlug project, String endpoint, int limit, @Nullable String cursor) {
    return predictions.newest(project(), endpoint, limit, cursor);
  }

  @Override
  public Prediction get(ProjectSlug project, String endpoint, LogId prediction) {
    return predictions.get(project(), endpoint, prediction);
  }

  @Override
  public InputStream mask(ProjectSlug project, String endpoint, LogId prediction) {
    return predictions.mask(project(), endpoint, prediction);
  }

  @Override
  public InputStream payload(ProjectSlug project, String endpoint, LogId prediction) {
    return predictions.payload(project(), endpoint, prediction);
  }

  private static ProjectId project() {
    return Callers.current().requireProject();
  }
}
