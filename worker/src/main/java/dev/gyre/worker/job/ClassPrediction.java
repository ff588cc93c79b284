package dev.gyre.worker.job;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A predicted class.
 *
 * @param confidence probability of the predicted class, in [0, 1]
 * @param probabilities in the order of the model's classes
 */
record ClassPrediction(
    ManifestRow row, String predicted, double confidence, List<Double> probabilities)
    implements Prediction {

  static final String COLUMNS =
      """
      {'sample_id': 'VARCHAR', 'key': 'VARCHAR', 'class_name': 'VARCHAR', 'group_key': 'VARCHAR',
       'predicted': 'VARCHAR', 'confidence': 'DOUBLE', 'probabilities': 'FLOAT[]'}\
      """;

  ClassPrediction {
    probabilities = List.copyOf(probabilities);
  }

  @Override
  public Map<String, @Nullable Object> toMembers() {
    Map<String, @Nullable Object> members = Prediction.common(row, confidence);
    members.put("class_name", row.className());
    members.put("predicted", predicted);
    members.put("probabilities", probabilities);
    return members;
  }
}
