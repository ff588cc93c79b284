package dev.gyre.worker.job;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the model says of one sample.
 *
 * @param confidence probability of the predicted class, in [0, 1]
 * @param probabilities in the order of the model's classes
 */
record Prediction(
    ManifestRow row, String predicted, double confidence, List<Double> probabilities) {

  Prediction {
    probabilities = List.copyOf(probabilities);
  }

  /** The columns of the prediction file. */
  Map<String, @Nullable Object> toMembers() {
    Map<String, @Nullable Object> members = new TreeMap<>();
    members.put("sample_id", row.sampleId());
    members.put("key", row.key());
    members.put("class_name", row.className());
    members.put("group_key", row.group());
    members.put("predicted", predicted);
    members.put("confidence", confidence);
    members.put("probabilities", probabilities);
    return members;
  }
}
