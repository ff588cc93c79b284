package dev.gyre.serving.predictions;

import dev.gyre.api.Page;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.serving.ClientKeys;
import dev.gyre.api.serving.LogId;
import dev.gyre.api.serving.Prediction;
import dev.gyre.api.serving.PredictionLogApi;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class PredictionLogController implements PredictionLogApi {

  private final Predictions predictions;

  PredictionLogController(Predictions predictions) {
    this.predictions = predictions;
  }

  @Override
  public Page<Prediction> read(
      ProjectSlug project, String endpoint, @Nullable LogId after, int limit) {
    return predictions.after(project, endpoint, after, limit);
  }

  @Override
  public Map<String, LogId> resolve(ProjectSlug project, String endpoint, ClientKeys keys) {
    return predictions.resolve(project, endpoint, keys.clientKeys());
  }
}
