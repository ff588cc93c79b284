package dev.gyre.serving.predict;

import dev.gyre.api.PlatformException;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.serving.LogId;
import dev.gyre.api.serving.Logging;
import dev.gyre.infra.artifactstore.Content;
import dev.gyre.onnx.DataType;
import dev.gyre.onnx.OnnxException;
import dev.gyre.onnx.PixelFormat;
import dev.gyre.onnx.Tensor;
import dev.gyre.serving.deployment.Admission;
import dev.gyre.serving.deployment.ServedEndpoints;
import dev.gyre.serving.log.LogEntry;
import dev.gyre.serving.log.LogOutcome;
import dev.gyre.serving.log.Logged;
import dev.gyre.serving.log.Occasion;
import dev.gyre.serving.log.PredictionLog;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers requests that bring tensors; each row is logged as a prediction of its own. */
@Component
public class TensorPredictor {

  /** Rows of one request at most. */
  public static final int MAX_ROWS = 1000;

  private final ServedEndpoints served;
  private final Pictures pictures;
  private final PredictionLog log;
  private final PredictMetrics metrics;
  private final Clock clock;

  TensorPredictor(
      ServedEndpoints served,
      Pictures pictures,
      PredictionLog log,
      PredictMetrics metrics,
      Clock clock) {
    this.served = served;
    this.pictures = pictures;
    this.log = log;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * What a model gave.
   *
   * @param outputs by name
   * @param logIds one per row; empty if the endpoint's log is counted only
   */
  public record Inference(int modelVersion, Map<String, Tensor> outputs, List<LogId> logIds) {
    public Inference {
      outputs = Map.copyOf(outputs);
      logIds = List.copyOf(logIds);
    }
  }

  /**
   * Runs an endpoint's model on images.
   *
   * @param version that must answer; absent for whichever does
   * @param images reads the request, once it was let in; UINT8 of N, H, W, C
   * @throws PlatformException with {@code NOT_FOUND} for an unknown endpoint or a version that does
   *     not answer there, {@code INVALID_ARGUMENT} if the images do not fit, {@code CAPACITY},
   *     {@code DEPENDENCY}
   */
  public Inference infer(
      ProjectId project,
      ProjectSlug slug,
      String endpoint,
      @Nullable Integer version,
      Function<Admission, Tensor> images) {
    return metrics.timed(
        slug.text(),
        endpoint,
        () -> {
          Instant received = clock.instant();
          try (Admission admission = served.admit(project, endpoint)) {
            if (version != null && version != admission.modelVersion()) {
              throw PlatformException.notFound("version", endpoint + "/" + version);
            }
            Tensor tensor = images.apply(admission);
            requireFits(tensor, admission);
            return infer(admission, tensor, received);
          }
        });
  }

  private Inference infer(Admission admission, Tensor images, Instant received) {
    int rows = Math.toIntExact(images.shape().getFirst());
    Map<String, Tensor> outputs;
    try {
      outputs = metrics.run(admission, rows, () -> admission.run(images));
    } catch (OnnxException e) {
      throw PlatformException.invalid(
          "image", images.shape(), "what the model takes: " + e.getMessage());
    }
    List<LogOutcome> outcomes = Answers.of(admission.signature().classNames(), outputs);
    List<LogId> ids = log(admission, images, outcomes, received);
    outcomes.stream()
        .filter(LogOutcome.Refused.class::isInstance)
        .map(LogOutcome.Refused.class::cast)
        .findFirst()
        .ifPresent(refused -> {
          throw Answers.refusal(null, refused);
        });
    return new Inference(admission.modelVersion(), outputs, ids);
  }

  private List<LogId> log(
      Admission admission, Tensor images, List<LogOutcome> outcomes, Instant received) {
    Logging logging = admission.endpoint().settings().logging();
    if (logging == Logging.OFF) {
      return List.of();
    }
    List<LogEntry> entries = new ArrayList<>(outcomes.size());
    for (int row = 0; row < outcomes.size(); row++) {
      entries.add(entry(admission, images.rows(row, row + 1), outcomes.get(row), received));
    }
    if (logging == Logging.COUNTED) {
      entries.forEach(log::count);
      return List.of();
    }
    return log.write(entries).stream().map(Logged::id).toList();
  }

  private LogEntry entry(Admission admission, Tensor row, LogOutcome outcome, Instant received) {
    return new LogEntry(
        admission.endpoint().id(),
        Occasion.at(received),
        received,
        admission.modelVersion(),
        admission.deployment(),
        outcome,
        Pictures.features(row),
        new Content(pictures.encode(row, admission.input().format()), "image/png"));
  }

  private static void requireFits(Tensor images, Admission admission) {
    PixelFormat format = admission.input().format();
    List<Long> shape = images.shape();
    boolean fits =
        images.type() == DataType.UINT8
            && shape.size() == 4
            && shape.get(0) >= 1
            && shape.get(0) <= MAX_ROWS
            && shape.get(1) >= 1
            && shape.get(2) >= 1
            && shape.get(3) == format.channels();
    if (!fits) {
      throw PlatformException.invalid(
          "image",
          images.type() + shape.toString(),
          "UINT8 of [1 to %d, height, width, %d]".formatted(MAX_ROWS, format.channels()));
    }
  }
}
