package dev.gyre.serving.predict;

import dev.gyre.api.PlatformException;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.serving.SegmentApi;
import dev.gyre.api.serving.SegmentationAnswer;
import dev.gyre.infra.security.Callers;
import dev.gyre.serving.log.Occasion;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

@RestController
final class SegmentController implements SegmentApi {

  private static final int MOST_METADATA = 8192;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final SegmentPredictor predictor;
  private final Clock clock;

  SegmentController(SegmentPredictor predictor, Clock clock) {
    this.predictor = predictor;
    this.clock = clock;
  }

  @Override
  public SegmentationAnswer segment(
      ProjectSlug project,
      String endpoint,
      String contentType,
      @Nullable String clientKey,
      @Nullable Instant occurred,
      @Nullable String device,
      @Nullable String group,
      @Nullable Long sequence,
      @Nullable String metadata,
      boolean overlay,
      InputStream streams) {
    Instant time = occurred == null ? clock.instant() : occurred;
    return predictor.segment(
        Callers.current().requireProject(),
        project,
        endpoint,
        contentType,
        new Occasion(clientKey, time, device, group, sequence, members(metadata)),
        overlay,
        streams);
  }

  private static Map<String, Object> members(@Nullable String metadata) {
    if (metadata == null) {
      return Map.of();
    }
    if (metadata.length() > MOST_METADATA) {
      throw PlatformException.invalid(
          "metadata", metadata.length() + " characters", "at most " + MOST_METADATA);
    }
    try {
      return Occasion.metadata(JSON.readTree(metadata));
    } catch (JacksonException e) {
      throw PlatformException.invalid("metadata", metadata, "a JSON object");
    }
  }
}
