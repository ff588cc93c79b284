package dev.gyre.serving.predict;

import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.serving.PredictApi;
import dev.gyre.api.serving.PredictionAnswer;
import dev.gyre.infra.security.Callers;
import dev.gyre.serving.log.Occasion;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class PredictController implements PredictApi {

  private final Predictor predictor;
  private final Clock clock;

  PredictController(Predictor predictor, Clock clock) {
    this.predictor = predictor;
    this.clock = clock;
  }

  @Override
  public PredictionAnswer predict(
      ProjectSlug project,
      String endpoint,
      @Nullable String clientKey,
      @Nullable Instant occurred,
      @Nullable String device,
      @Nullable String group,
      @Nullable Long sequence,
      InputStream image) {
    Instant time = occurred == null ? clock.instant() : occurred;
    return predictor.predict(
        Callers.current().requireProject(),
        project,
        endpoint,
        new Occasion(clientKey, time, device, group, sequence),
        image);
  }
}
