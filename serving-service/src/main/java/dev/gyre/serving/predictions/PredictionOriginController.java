package dev.gyre.serving.predictions;

import dev.gyre.api.Digest;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.serving.LogId;
import dev.gyre.api.serving.PredictionOrigin;
import dev.gyre.api.serving.PredictionOriginsApi;
import dev.gyre.infra.security.Callers;
import dev.gyre.serving.log.LoggedPredictions;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class PredictionOriginController implements PredictionOriginsApi {

  private final LoggedPredictions log;

  PredictionOriginController(LoggedPredictions log) {
    this.log = log;
  }

  @Override
  public PredictionOrigin get(ProjectSlug project, LogId prediction) {
    return log.origin(Callers.current().requireProject(), prediction)
        .orElseThrow(() -> PlatformException.notFound("prediction", prediction));
  }

  @Override
  public Page<PredictionOrigin> list(
      ProjectSlug project, Digest payload, int limit, @Nullable String cursor) {
    return log.origins(Callers.current().requireProject(), payload, limit, cursor);
  }
}
