package dev.gyre.monitoring.exposure;

import dev.gyre.api.Digest;
import dev.gyre.api.serving.LogId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a logged prediction.
 *
 * @param readable whether the model could answer
 * @param predicted class; absent unless readable
 * @param confidence in [0, 1]
 * @param payload digest of the picture; absent if it was not kept
 * @param truth true class; absent until feedback says it
 * @param measured whether feedback says it from which rates may be computed
 */
public record Exposure(
    LogId logId,
    @Nullable String clientKey,
    Instant occurred,
    int modelVersion,
    boolean readable,
    @Nullable String predicted,
    double confidence,
    @Nullable String group,
    @Nullable Digest payload,
    @Nullable String mediaType,
    Map<String, Double> features,
    @Nullable String truth,
    boolean measured) {

  /**
   * What is independent: its group, else the content of its picture, so that a picture that was
   * seen twice counts once; itself only where the picture was not kept. The three never coincide.
   */
  public String independent() {
    if (group != null) {
      return "group " + group;
    }
    return payload == null ? "prediction " + logId : "content " + payload.hex();
  }

  /** Whether the answer is known to be right. */
  public boolean right() {
    return truth != null && truth.equals(predicted);
  }
}
