package dev.gyre.serving.predict;

import dev.gyre.api.PlatformException;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.serving.LogId;
import dev.gyre.api.serving.Prediction;
import dev.gyre.api.serving.PredictionStatus;
import dev.gyre.api.serving.SegmentationAnswer;
import dev.gyre.infra.artifactstore.ArtifactStore;
import dev.gyre.infra.artifactstore.Content;
import dev.gyre.onnx.DataType;
import dev.gyre.onnx.OnnxException;
import dev.gyre.onnx.SegmenterGraph;
import dev.gyre.onnx.Tensor;
import dev.gyre.onnx.TensorSpec;
import dev.gyre.serving.deployment.Admission;
import dev.gyre.serving.deployment.ServedEndpoints;
import dev.gyre.serving.log.LogEntry;
import dev.gyre.serving.log.LogOutcome;
import dev.gyre.serving.log.Occasion;
import dev.gyre.serving.log.PackedAnswer;
import dev.gyre.streams.image.Image;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Answers with segmentations and logs each answer, as {@link Predictor} does with classes. */
@Component
class SegmentPredictor {

  private static final String PARTS = "application/zip";

  private final ServedEndpoints served;
  private final PredictProperties properties;
  private final StreamTensors tensors;
  private final AnswerLog log;
  private final ArtifactStore artifacts;
  private final PredictMetrics metrics;
  private final Clock clock;

  SegmentPredictor(
      ServedEndpoints served,
      PredictProperties properties,
      AnswerLog log,
      @Qualifier("servingArtifacts") ArtifactStore artifacts,
      PredictMetrics metrics,
      Clock clock) {
    this.served = served;
    this.properties = properties;
    this.tensors = new StreamTensors(properties);
    this.log = log;
    this.artifacts = artifacts;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * What came of one request.
   *
   * @param map absent if the streams are bad
   * @param first the first picture; absent if the model takes none
   */
  private record Answered(LogEntry entry, @Nullable ClassMap map, @Nullable Image first) {}

  /** One moment; see {@link dev.gyre.api.serving.SegmentApi#segment}. */
  SegmentationAnswer segment(
      ProjectId project,
      ProjectSlug slug,
      String endpoint,
      String contentType,
      Occasion occasion,
      boolean overlay,
      InputStream body) {
    return metrics.timed(
        slug.text(),
        endpoint,
        () -> {
          Instant received = clock.instant();
          try (Admission admission = served.admit(project, endpoint)) {
            List<TensorSpec> streams = admission.streams();
            Occasion checked = occasion.checked(received);
            Answered answered =
                switch (read(contentType, body, streams)) {
                  case StreamParts.Read.Bad(LogOutcome.Refused refusal) ->
                      new Answered(
                          entry(admission, checked, received, refusal, Map.of(), null), null, null);
                  case StreamParts.Read.Files(var files) ->
                      answer(admission, checked, received, files);
                };
            return told(admission, answered, overlay);
          }
        });
  }

  private StreamParts.Read read(String contentType, InputStream body, List<TensorSpec> streams) {
    try {
      return StreamParts.read(
          contentType,
          body,
          streams.stream().map(TensorSpec::name).toList(),
          (int) properties.maxImageSize().toBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("The streams could not be read to their end", e);
    }
  }

  private Answered answer(
      Admission admission, Occasion occasion, Instant received, Map<String, byte[]> files) {
    Content payload = new Content(ClassMap.pack(files), PARTS);
    return switch (tensors.decode(files, admission.streams())) {
      case StreamTensors.Decoded.Bad(String _, LogOutcome.Refused refusal) ->
          new Answered(
              entry(admission, occasion, received, refusal, Map.of(), payload), null, null);
      case StreamTensors.Decoded.Rows(Map<String, Tensor> rows, Image first) ->
          run(admission, occasion, received, payload, rows, first);
    };
  }

  private Answered run(
      Admission admission,
      Occasion occasion,
      Instant received,
      Content payload,
      Map<String, Tensor> rows,
      @Nullable Image first) {
    LogOutcome outcome;
    ClassMap map = null;
    try {
      Map<String, Tensor> outputs = metrics.run(admission, 1, () -> admission.segment(rows));
      float confidence = ClassMap.required(outputs, SegmenterGraph.CONFIDENCE).toFloats()[0];
      if (Float.isFinite(confidence)) {
        map = ClassMap.of(admission.signature().classNames(), outputs);
        outcome =
            new LogOutcome.Segmented(
                Math.clamp(confidence, 0, 1), new Content(map.pack(), PackedAnswer.MEDIA_TYPE));
      } else {
        outcome =
            new LogOutcome.Refused(
                "NOT_A_NUMBER", "The model gives no number for the pixels of this moment");
      }
    } catch (OnnxException e) {
      outcome = new LogOutcome.Refused("NOT_TAKEN_BY_MODEL", String.valueOf(e.getMessage()));
    }
    return new Answered(
        entry(admission, occasion, received, outcome, features(rows), payload), map, first);
  }

  private SegmentationAnswer told(Admission admission, Answered answered, boolean overlay) {
    return switch (log.record(admission, answered.entry())) {
      case AnswerLog.Recorded.Fresh(LogId id) -> {
        if (answered.entry().outcome() instanceof LogOutcome.Refused refused) {
          throw Answers.refusal(id, refused);
        }
        yield told(
            admission,
            id,
            answered.entry().modelVersion(),
            confidence(answered.entry().outcome()),
            Objects.requireNonNull(answered.map()),
            answered.first(),
            overlay);
      }
      case AnswerLog.Recorded.Repeated(Prediction first) -> {
        if (first.status() != PredictionStatus.OK) {
          throw Answers.refusal(
              first.id(), LogOutcome.Refused.read(String.valueOf(first.detail())));
        }
        yield told(
            admission,
            first.id(),
            first.modelVersion(),
            first.confidence(),
            stored(first),
            answered.first(),
            overlay);
      }
    };
  }

  private ClassMap stored(Prediction first) {
    if (first.answer() == null) {
      throw PlatformException.notFound("mask of prediction", first.id());
    }
    try {
      return ClassMap.unpack(
          artifacts.read(first.answer(), (int) properties.maxImageSize().toBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException("Answer %s".formatted(first.answer()), e);
    }
  }

  private static SegmentationAnswer told(
      Admission admission,
      @Nullable LogId id,
      int version,
      double confidence,
      ClassMap map,
      @Nullable Image first,
      boolean overlay) {
    ClassMap scaled = first == null ? map : map.scaledTo(first.heightPx(), first.widthPx());
    return new SegmentationAnswer(
        id,
        version,
        confidence,
        admission.signature().classNames(),
        scaled.map().heightPx(),
        scaled.map().widthPx(),
        base64(scaled.png()),
        scaled.segments(),
        overlay && first != null ? base64(Overlay.png(first, scaled.map())) : null);
  }

  private static double confidence(LogOutcome outcome) {
    return outcome instanceof LogOutcome.Segmented(double confidence, Content _) ? confidence : 0;
  }

  private static Map<String, Double> features(Map<String, Tensor> rows) {
    Map<String, Double> all = new TreeMap<>();
    rows.forEach((stream, row) -> {
      if (row.type() == DataType.UINT8) {
        Pictures.features(row).forEach((name, value) -> all.put(stream + "." + name, value));
      }
    });
    return all;
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

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
