package dev.gyre.worker.job;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the model says of one sample: a row of the prediction file. */
sealed interface Prediction permits ClassPrediction, MaskPrediction {

  ManifestRow row();

  /** The columns of the prediction file. */
  Map<String, @Nullable Object> toMembers();

  /** The columns that every kind has. */
  static Map<String, @Nullable Object> common(ManifestRow row, double confidence) {
    Map<String, @Nullable Object> members = new TreeMap<>();
    members.put("sample_id", row.sampleId());
    members.put("key", row.key());
    members.put("group_key", group(row));
    members.put("confidence", confidence);
    return members;
  }

  /** What is independent: the sample's group, else its sequence; null for a sample by itself. */
  static @Nullable String group(ManifestRow row) {
    return row.group() != null ? row.group() : row.sequence();
  }

  /** The same, with the sample itself where nothing is shared. */
  static String independent(ManifestRow row) {
    return Objects.requireNonNullElse(group(row), row.sampleId());
  }
}
