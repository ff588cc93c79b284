package dev.gyre.serving.log;

import dev.gyre.api.serving.EndpointId;
import dev.gyre.infra.artifactstore.Content;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A prediction that is to be logged.
 *
 * @param received when the request came, to the microsecond
 * @param features of the picture, by name; all finite
 * @param payload the picture; absent if it is not kept
 */
public record LogEntry(
    EndpointId endpoint,
    Occasion occasion,
    Instant received,
    int modelVersion,
    LogOutcome outcome,
    Map<String, Double> features,
    @Nullable Content payload) {

  public LogEntry {
    received = received.truncatedTo(ChronoUnit.MICROS);
    features = Map.copyOf(features);
  }

  long payloadBytes() {
    return payload == null ? 0 : payload.artifact().sizeBytes();
  }
}
