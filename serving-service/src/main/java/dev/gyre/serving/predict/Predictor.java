package dev.gyre.serving.predict;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.serving.LogId;
import dev.gyre.api.serving.Logging;
import dev.gyre.api.serving.Prediction;
import dev.gyre.api.serving.PredictionAnswer;
import dev.gyre.api.serving.PredictionStatus;
import dev.gyre.infra.artifactstore.Content;
import dev.gyre.onnx.OnnxException;
import dev.gyre.onnx.Tensor;
import dev.gyre.serving.deployment.Admission;
import dev.gyre.serving.deployment.ServedEndpoints;
import dev.gyre.serving.log.LogEntry;
import dev.gyre.serving.log.LogOutcome;
import dev.gyre.serving.log.Logged;
import dev.gyre.serving.log.LoggedPredictions;
import dev.gyre.serving.log.Occasion;
import dev.gyre.serving.log.PredictionLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Answers with models and logs each answer. A request is let in before its body is read and counts
 * against the endpoint's bound until it is answered: memory is bounded with it.
 */
@Component
class Predictor {

  private final ServedEndpoints served;
  private final Pictures pictures;
  private final PredictionLog log;
  private final LoggedPredictions logged;
  private final PredictMetrics metrics;
  private final Clock clock;

  Predictor(
      ServedEndpoints served,
      Pictures pictures,
      PredictionLog log,
      LoggedPredictions logged,
      PredictMetrics metrics,
      Clock clock) {
    this.served = served;
    this.pictures = pictures;
    this.log = log;
    this.logged = logged;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** One picture; see {@link dev.gyre.api.serving.PredictApi#predict}. */
  PredictionAnswer predict(
      ProjectId project, ProjectSlug slug, String endpoint, Occasion occasion, InputStream body) {
    return metrics.timed(
        slug.text(),
        endpoint,
        () -> {
          Instant received = clock.instant();
          try (Admission admission = served.admit(project, endpoint)) {
            byte[] file = read(body);
            return answer(admission, entry(admission, occasion.checked(received), received, file));
          }
        });
  }

  private byte[] read(InputStream body) {
    try {
      return body.readNBytes(pictures.maxBytes() + 1);
    } catch (IOException e) {
      throw new UncheckedIOException("The picture could not be read to its end", e);
    }
  }

  private LogEntry entry(Admission admission, Occasion occasion, Instant received, byte[] file) {
    if (file.length > pictures.maxBytes()) {
      LogOutcome outcome =
          new LogOutcome.Refused(
              "TOO_LARGE",
              "The picture has more than %d bytes, the most that is taken"
                  .formatted(pictures.maxBytes()));
      return entry(admission, occasion, received, outcome, Map.of(), null);
    }
    Content payload = new Content(file, Pictures.mediaType(file));
    return switch (pictures.decode(file, admission.input())) {
      case Pictures.Decoded.Bad(LogOutcome.Refused refusal) ->
          entry(admission, occasion, received, refusal, Map.of(), payload);
      case Pictures.Decoded.Picture(Tensor tensor) ->
          entry(
              admission,
              occasion,
              received,
              classify(admission, tensor),
              Pictures.features(tensor),
              payload);
    };
  }

  private LogOutcome classify(Admission admission, Tensor picture) {
    try {
      return Answers.of(
              admission.signature().classNames(),
              metrics.run(admission, 1, () -> admission.run(picture)))
          .getFirst();
    } catch (OnnxException e) {
      return new LogOutcome.Refused("NOT_TAKEN_BY_MODEL", String.valueOf(e.getMessage()));
    }
  }

  private PredictionAnswer answer(Admission admission, LogEntry entry) {
    Logging logging = admission.endpoint().settings().logging();
    if (logging == Logging.COUNTED) {
      log.count(entry);
    }
    return logging == Logging.DURABLE
        ? write(entry)
        : Answers.answer(null, entry.modelVersion(), entry.outcome());
  }

  private PredictionAnswer write(LogEntry entry) {
    return switch (log.write(List.of(entry)).getFirst()) {
      case Logged.Written(LogId id) -> Answers.answer(id, entry.modelVersion(), entry.outcome());
      case Logged.Repeated(LogId id) -> repeated(entry, id);
    };
  }

  /** The first answer under the same client key, if it was to the same bytes. */
  private PredictionAnswer repeated(LogEntry entry, LogId id) {
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
    return Answers.answer(id, first.modelVersion(), outcome(first));
  }

  private static LogOutcome outcome(Prediction first) {
    String name = first.className();
    if (first.status() == PredictionStatus.OK && name != null) {
      return new LogOutcome.Answered(name, first.confidence(), first.probabilities());
    }
    String detail = String.valueOf(first.detail());
    int colon = detail.indexOf(": ");
    return new LogOutcome.Refused(detail.substring(0, colon), detail.substring(colon + 2));
  }

  private static LogEntry entry(
      Admission admission,
      Occasion occasion,
      Instant received,
      LogOutcome outcome,
      Map<String, Double> features,
      @Nullable Content payload) {
    return new LogEntry(
        admission.endpoint().id(),
        occasion,
        received,
        admission.modelVersion(),
        admission.deployment(),
        outcome,
        features,
        payload);
  }
}
