package dev.gyre.api.serving;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model says about one picture.
 *
 * @param logId where it is logged; absent with {@link Logging#COUNTED}
 * @param modelVersion that has answered
 * @param classIndex position of the class among the model's outputs, from 0
 * @param confidence probability of the class, in [0, 1]
 * @param probabilities by class, in the order of the model's outputs
 */
public record PredictionAnswer(
    @Nullable LogId logId,
    int modelVersion,
    String className,
    int classIndex,
    double confidence,
    Map<String, Double> probabilities) {

  public PredictionAnswer {
    probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
  }
}
