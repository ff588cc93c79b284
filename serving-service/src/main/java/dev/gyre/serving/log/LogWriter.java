package dev.gyre.serving.log;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.infra.artifactstore.ArtifactStore;
import dev.gyre.infra.artifactstore.Content;
import dev.gyre.infra.postgres.DatabaseErrors;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * The two steps of logging: payloads first, then rows that refer to them. Both take whole batches
 * and end every entry, one way or the other.
 */
@Component
class LogWriter {

  private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);

  private final LogRepository repository;
  private final LogPartitions partitions;
  private final ArtifactStore artifacts;
  private final Clock clock;
  private final Timer commits;
  private final DistributionSummary sizes;

  LogWriter(
      LogRepository repository,
      LogPartitions partitions,
      @Qualifier("servingArtifacts") ArtifactStore artifacts,
      Clock clock,
      MeterRegistry meters) {
    this.repository = repository;
    this.partitions = partitions;
    this.artifacts = artifacts;
    this.clock = clock;
    this.commits =
        Timer.builder("gyre.serving.log.commit")
            .description("Time to write one batch of the prediction log")
            .register(meters);
    this.sizes =
        DistributionSummary.builder("gyre.serving.log.batch")
            .description("Predictions in one batch of the log")
            .register(meters);
  }

  /** Stores the payloads; entries whose payload could not be stored end here. */
  List<Pending> storePayloads(List<Pending> batch) {
    List<Content> contents =
        batch.stream().flatMap(pending -> pending.entry().contents().stream()).toList();
    if (contents.isEmpty()) {
      return batch;
    }
    try {
      artifacts.putAll(contents);
      return batch;
    } catch (RuntimeException e) {
      LOG.warn("{} payloads could not be stored: {}", contents.size(), e.getMessage());
      batch.stream()
          .filter(pending -> !pending.entry().contents().isEmpty())
          .forEach(pending -> pending.fail(told(e)));
      return batch.stream().filter(pending -> pending.entry().contents().isEmpty()).toList();
    }
  }

  /** Writes the rows and ends all entries. */
  void write(List<Pending> batch) {
    sizes.record(batch.size());
    commits.record(() -> write(batch, true));
  }

  private void write(List<Pending> batch, boolean mayMakePartition) {
    List<Logged> logged;
    try {
      List<LogEntry> entries = batch.stream().map(Pending::entry).toList();
      logged = DatabaseErrors.repeating(() -> repository.append(entries));
    } catch (RuntimeException e) {
      recover(batch, e, mayMakePartition);
      return;
    }
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).done().complete(logged.get(i));
    }
  }

  private void recover(List<Pending> batch, RuntimeException reason, boolean mayMakePartition) {
    String state = sqlState(reason);
    if (mayMakePartition && "23514".equals(state)) {
      // The only check that a row can miss: there is no partition for its hour.
      try {
        partitions.ensure(clock.instant());
        write(batch, false);
      } catch (RuntimeException e) {
        failAll(batch, e);
      }
    } else if (isOfOneRow(reason, state) && batch.size() > 1) {
      // One row cannot be stored: the others shall not suffer.
      int half = batch.size() / 2;
      write(batch.subList(0, half), mayMakePartition);
      write(batch.subList(half, batch.size()), mayMakePartition);
    } else {
      failAll(batch, reason);
    }
  }

  private static boolean isOfOneRow(RuntimeException reason, @Nullable String state) {
    return (state != null && state.startsWith("22"))
        || (reason instanceof PlatformException problem
            && problem.code() == ErrorCode.INVALID_ARGUMENT);
  }

  private static void failAll(List<Pending> batch, RuntimeException reason) {
    LOG.error("{} predictions could not be logged", batch.size(), reason);
    PlatformException told = told(reason);
    batch.forEach(pending -> pending.fail(told));
  }

  private static PlatformException told(RuntimeException reason) {
    if (reason instanceof PlatformException problem) {
      return problem;
    }
    return DatabaseErrors.translate(reason)
        .orElseGet(() ->
            new PlatformException(
                ErrorCode.INTERNAL,
                "The prediction could not be logged; the server's log has the details",
                Map.of(),
                reason));
  }

  private static @Nullable String sqlState(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return null;
  }
}
