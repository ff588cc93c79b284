package dev.gyre.serving.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of the log's writer. There is no time to wait for more: the running commit is the wait.
 *
 * @param queueCapacity predictions that may wait; one more is refused
 * @param maxQueuedBytes of payloads that may wait; more are refused
 * @param batchSize predictions in one transaction at most
 * @param patience how long a durable answer waits for its commit before it fails
 * @param inDatabase how long a prediction stays in the database; then its hour becomes Parquet in
 *     the object store, where it is found as before
 */
@ConfigurationProperties("gyre.serving.log")
record LogProperties(
    @DefaultValue("20000") int queueCapacity,
    @DefaultValue("256MB") DataSize maxQueuedBytes,
    @DefaultValue("4000") int batchSize,
    @DefaultValue("30s") Duration patience,
    @DefaultValue("7d") Duration inDatabase) {

  LogProperties {
    List<String> problems = new ArrayList<>();
    if (queueCapacity < 1) {
      problems.add(
          "gyre.serving.log.queue-capacity is %d; set it to 1 or more".formatted(queueCapacity));
    }
    if (maxQueuedBytes.toBytes() < 1) {
      problems.add(
          "gyre.serving.log.max-queued-bytes is %s; set it to 1B or more"
              .formatted(maxQueuedBytes));
    }
    if (batchSize < 1 || batchSize > 10_000) {
      problems.add("gyre.serving.log.batch-size is %d; set it to 1 to 10000".formatted(batchSize));
    }
    if (!patience.isPositive()) {
      problems.add("gyre.serving.log.patience is %s; set it above 0".formatted(patience));
    }
    if (inDatabase.compareTo(Duration.ofHours(1)) < 0) {
      problems.add(
          "gyre.serving.log.in-database is %s; set it to 1h or more".formatted(inDatabase));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join(". ", problems));
    }
  }
}
