package dev.gyre.api.monitoring;

import dev.gyre.api.PlatformException;
import dev.gyre.api.serving.LogId;
import org.jspecify.annotations.Nullable;

/**
 * The truth about one prediction, learnt later. Names the prediction by log id or by client key.
 *
 * @param className the true class
 * @param collection how it came that this prediction got feedback
 * @param probability with which it was chosen, in (0, 1]; only and always with {@link
 *     Collection#SAMPLED}
 */
public record NewFeedback(
    String endpoint,
    @Nullable LogId logId,
    @Nullable String clientKey,
    String className,
    Collection collection,
    @Nullable Double probability) {

  public NewFeedback {
    if ((logId == null) == (clientKey == null)) {
      throw PlatformException.invalid(
          "log_id", logId, "given, or a client_key instead; one of both");
    }
    if (clientKey != null && (clientKey.isBlank() || clientKey.length() > 200)) {
      throw PlatformException.invalid("client_key", clientKey, "1 to 200 characters");
    }
    if (className.isBlank()) {
      throw PlatformException.invalid("class_name", className, "a class of the task contract");
    }
    if ((collection == Collection.SAMPLED) != (probability != null)) {
      throw PlatformException.invalid(
          "probability", probability, "given with SAMPLED feedback, and with no other");
    }
    if (probability != null && !(probability > 0 && probability <= 1)) {
      throw PlatformException.invalid("probability", probability, "above 0 and at most 1");
    }
  }
}
