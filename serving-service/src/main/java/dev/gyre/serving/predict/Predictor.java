package dev.gyre.serving.predict;

import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.serving.LogId;
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
import dev.gyre.serving.log.Occasion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
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
  private final AnswerLog log;
  private final PredictMetrics metrics;
  private final Clock clock;

  Predictor(
      ServedEndpoints served,
      Pictures pictures,
      AnswerLog log,
      PredictMetrics metrics,
      Clock clock) {
    this.served = served;
    this.pictures = pictures;
    this.log = log;
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
    return switch (log.record(admission, entry)) {
      case AnswerLog.Recorded.Fresh(LogId id) ->
          Answers.answer(id, entry.modelVersion(), entry.outcome());
      case AnswerLog.Recorded.Repeated(Prediction first) ->
          Answers.answer(first.id(), first.modelVersion(), outcome(first));
    };
  }

  private static LogOutcome outcome(Prediction first) {
    String name = first.className();
    if (first.status() == PredictionStatus.OK && name != null) {
      return new LogOutcome.Answered(name, first.confidence(), first.probabilities());
    }
    return LogOutcome.Refused.read(String.valueOf(first.detail()));
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
