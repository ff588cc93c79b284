package dev.gyre.eval.predictionset;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a prediction may use.
 *
 * @param memory resident memory of its worker, above which it is killed; at least 256 MB
 * @param timeout how long it may take; above 0
 * @param batchSize samples that are given to the model at once, 1 or more
 */
@ConfigurationProperties("gyre.eval.prediction-set")
record PredictionSetProperties(
    @DefaultValue("1024MB") DataSize memory,
    @DefaultValue("6h") Duration timeout,
    @DefaultValue("64") int batchSize) {

  private static final DataSize LEAST_MEMORY = DataSize.ofMegabytes(256);

  PredictionSetProperties {
    List<String> problems = new ArrayList<>();
    if (memory.compareTo(LEAST_MEMORY) < 0) {
      problems.add(
          "gyre.eval.prediction-set.memory is %s; set it to 256MB or more".formatted(memory));
    }
    if (!timeout.isPositive()) {
      problems.add("gyre.eval.prediction-set.timeout is %s; set it above 0".formatted(timeout));
    }
    if (batchSize < 1) {
      problems.add(
          "gyre.eval.prediction-set.batch-size is %d; set it to 1 or more".formatted(batchSize));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join(". ", problems));
    }
  }
}
