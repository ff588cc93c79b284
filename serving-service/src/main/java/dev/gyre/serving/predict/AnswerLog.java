package dev.gyre.serving.predict;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.serving.LogId;
import dev.gyre.api.serving.Logging;
import dev.gyre.api.serving.Prediction;
import dev.gyre.serving.deployment.Admission;
import dev.gyre.serving.log.LogEntry;
import dev.gyre.serving.log.Logged;
import dev.gyre.serving.log.LoggedPredictions;
import dev.gyre.serving.log.PredictionLog;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Logs answers as their endpoint wants it. */
@Component
class AnswerLog {

  private final PredictionLog log;
  private final LoggedPredictions logged;

  AnswerLog(PredictionLog log, LoggedPredictions logged) {
    this.log = log;
    this.logged = logged;
  }

  /** What became of an entry. */
  sealed interface Recorded {

    /**
     * It is the first under its client key, or has none.
     *
     * @param id absent if nothing is promised about the log
     */
    record Fresh(@Nullable LogId id) implements Recorded {}

    /** The same came before and was answered so. */
    record Repeated(Prediction first) implements Recorded {}
  }

  /**
   * Logs an entry, or finds the first one of its client key.
   *
   * @throws PlatformException with {@code ALREADY_EXISTS} if the key came before with other bytes;
   *     {@code CAPACITY} or {@code DEPENDENCY} if a durable record could not be written
   */
  Recorded record(Admission admission, LogEntry entry) {
    Logging logging = admission.endpoint().settings().logging();
    if (logging == Logging.COUNTED) {
      log.count(entry);
    }
    if (logging != Logging.DURABLE) {
      return new Recorded.Fresh(null);
    }
    return switch (log.write(List.of(entry)).getFirst()) {
      case Logged.Written(LogId id) -> new Recorded.Fresh(id);
      case Logged.Repeated(LogId id) -> new Recorded.Repeated(first(entry, id));
    };
  }

  private Prediction first(LogEntry entry, LogId id) {
    Prediction first =
        logged
            .find(entry.endpoint(), id)
            .orElseThrow(() -> new IllegalStateException("Prediction %s is gone".formatted(id)));
    @Nullable Digest sent = entry.payload() == null ? null : entry.payload().artifact().digest();
    if (!Objects.equals(first.payload(), sent)) {
      throw new PlatformException(
          ErrorCode.ALREADY_EXISTS,
          "client_key '%s' came before with another picture; take a new one"
              .formatted(first.clientKey()),
          Map.of("field", "client_key", "log_id", id.toString()));
    }
    return first;
  }
}
