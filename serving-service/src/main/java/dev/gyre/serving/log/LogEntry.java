package dev.gyre.serving.log;

import dev.gyre.api.serving.EndpointId;
import dev.gyre.infra.artifactstore.Content;
import dev.gyre.serving.endpoint.DeploymentId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A prediction that is to be logged.
 *
 * @param received when the request came, to the microsecond
 * @param deployment that answered
 * @param features of the picture, by name; all finite
 * @param payload the picture; absent if it is not kept
 */
public record LogEntry(
    EndpointId endpoint,
    Occasion occasion,
    Instant received,
    int modelVersion,
    DeploymentId deployment,
    LogOutcome outcome,
    Map<String, Double> features,
    @Nullable Content payload) {

  public LogEntry {
    received = received.truncatedTo(ChronoUnit.MICROS);
    features = Map.copyOf(features);
  }

  /** What is stored before the row. */
  List<Content> contents() {
    List<Content> contents = new ArrayList<>(2);
    if (payload != null) {
      contents.add(payload);
    }
    if (outcome instanceof LogOutcome.Segmented segmented) {
      contents.add(segmented.answer());
    }
    return contents;
  }

  long payloadBytes() {
    return contents().stream().mapToLong(content -> content.artifact().sizeBytes()).sum();
  }
}
