package dev.gyre.api.serving;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.gyre.api.Digest;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A logged answer.
 *
 * @param clientKey the caller's own name for it; absent if none was given
 * @param occurred when the picture was taken
 * @param received when the request came
 * @param sequence the caller's counter; absent if none was given
 * @param detail why the input is bad; absent for {@code OK}
 * @param className absent unless {@code OK}, and of a segmentation
 * @param confidence probability of the class, of a segmentation the mean over its pixels, in [0,
 *     1]; 0 unless {@code OK}
 * @param probabilities by class, in the order of the model's outputs; empty unless {@code OK}, and
 *     of a segmentation
 * @param payload digest of the picture, of several streams that of a zip of them; absent if it was
 *     too large to be kept
 * @param mediaType of the payload; absent without one
 * @param features of the picture: {@code mean} and {@code std} of its values, in [0, 1]; of several
 *     streams, the same under the stream's name and a dot
 * @param answer digest of the mask and segments of a segmentation; absent for a class
 * @param metadata what the caller knew of the moment, such as the weather; empty for nothing
 */
public record Prediction(
    LogId id,
    @Nullable String clientKey,
    Instant occurred,
    Instant received,
    @Nullable String device,
    @Nullable String group,
    @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long sequence,
    int modelVersion,
    PredictionStatus status,
    @Nullable String detail,
    @Nullable String className,
    double confidence,
    Map<String, Double> probabilities,
    @Nullable Digest payload,
    @Nullable String mediaType,
    Map<String, Double> features,
    @Nullable Digest answer,
    Map<String, Object> metadata) {

  public Prediction {
    probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
    features = Collections.unmodifiableMap(new LinkedHashMap<>(features));
    metadata = Map.copyOf(metadata);
  }
}
