package dev.gyre.serving.predict;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.serving.LogId;
import dev.gyre.api.serving.PredictionAnswer;
import dev.gyre.onnx.ImageClassifierGraph;
import dev.gyre.onnx.Tensor;
import dev.gyre.serving.log.LogOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** From a model's outputs to what callers are told. */
final class Answers {

  private Answers() {}

  /** One outcome per row. */
  static List<LogOutcome> of(List<String> classes, Map<String, Tensor> outputs) {
    float[] scores = required(outputs, ImageClassifierGraph.PROBABILITIES).toFloats();
    long[] best = required(outputs, ImageClassifierGraph.CLASS_INDEX).toLongs();
    List<LogOutcome> outcomes = new ArrayList<>(best.length);
    for (int row = 0; row < best.length; row++) {
      outcomes.add(outcome(classes, scores, row, Math.toIntExact(best[row])));
    }
    return outcomes;
  }

  /**
   * The answer to an outcome.
   *
   * @param id absent if nothing is promised about the log
   * @throws PlatformException with {@code TOO_LARGE} or {@code UNREADABLE_BODY} for bad input
   */
  static PredictionAnswer answer(@Nullable LogId id, int modelVersion, LogOutcome outcome) {
    return switch (outcome) {
      case LogOutcome.Answered answered ->
          new PredictionAnswer(
              id,
              modelVersion,
              answered.className(),
              answered.classIndex(),
              answered.confidence(),
              answered.probabilities());
      case LogOutcome.Segmented _ ->
          throw new IllegalStateException("A classifier gave a segmentation");
      case LogOutcome.Refused refused -> throw refusal(id, refused);
    };
  }

  static PlatformException refusal(@Nullable LogId id, LogOutcome.Refused refused) {
    Map<String, String> args = new TreeMap<>();
    args.put("reason", refused.reason());
    if (id != null) {
      args.put("log_id", id.toString());
    }
    ErrorCode code =
        refused.reason().equals("TOO_LARGE") ? ErrorCode.TOO_LARGE : ErrorCode.UNREADABLE_BODY;
    return new PlatformException(code, refused.detail(), args);
  }

  private static LogOutcome outcome(List<String> classes, float[] scores, int row, int best) {
    int from = row * classes.size();
    Map<String, Double> probabilities = new LinkedHashMap<>();
    for (int i = 0; i < classes.size(); i++) {
      float score = scores[from + i];
      if (!Float.isFinite(score)) {
        return new LogOutcome.Refused(
            "NOT_A_NUMBER",
            "The model gives no number for class '%s' of this picture".formatted(classes.get(i)));
      }
      // By way of its text: the shortest number that is this float, not its binary expansion.
      probabilities.put(classes.get(i), Double.parseDouble(Float.toString(score)));
    }
    String name = classes.get(best);
    return new LogOutcome.Answered(name, probabilities.getOrDefault(name, 0.0), probabilities);
  }

  private static Tensor required(Map<String, Tensor> outputs, String name) {
    Tensor tensor = outputs.get(name);
    if (tensor == null) {
      throw new IllegalStateException("The model gave no output '%s'".formatted(name));
    }
    return tensor;
  }
}
