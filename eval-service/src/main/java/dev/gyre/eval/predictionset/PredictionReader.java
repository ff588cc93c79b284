package dev.gyre.eval.predictionset;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.eval.PredictionSet;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Reads the Parquet of prediction sets; its columns are told at {@link PredictionSet}. */
@Component
public class PredictionReader {

  /** A sum of floats may be a little above 1. */
  private static final double ROUNDING = 1e-4;

  private static final String SELECT =
      """
      select sample_id::varchar, key, class_name, group_key, predicted, confidence::double,
        probabilities::double[]
      from read_parquet(%s) order by key
      """;

  private final ParquetArtifacts parquet;

  PredictionReader(ParquetArtifacts parquet) {
    this.parquet = parquet;
  }

  /**
   * All predictions of a ready set, by key.
   *
   * @param classes in the order of the model's outputs
   * @throws PlatformException with {@code CONTRACT_VIOLATION} and {@code field=classes} if a row
   *     has another class; {@code UNREADABLE_BODY} if the file is not what it should be
   */
  public List<Predicted> read(PredictionSet set, List<String> classes) {
    List<Predicted> rows =
        parquet.query(
            Objects.requireNonNull(set.artifact(), "a ready prediction set has an artifact"),
            SELECT,
            List.of(),
            row -> read(row, classes));
    if (rows.size() != set.count()) {
      throw unreadable(
          "prediction set %s has %d rows instead of %d"
              .formatted(set.id(), rows.size(), set.count()));
    }
    return rows;
  }

  private static Predicted read(ResultSet row, List<String> classes) throws SQLException {
    String key = row.getString(2);
    int truth = indexOf(classes, row.getString(3), key);
    int predicted = indexOf(classes, row.getString(5), key);
    Object[] probabilities = (Object[]) row.getArray(7).getArray();
    if (probabilities.length != classes.size()) {
      throw unreadable(
          "sample '%s' has %d probabilities for %d classes"
              .formatted(key, probabilities.length, classes.size()));
    }
    return new Predicted(
        SampleId.valueOf(row.getString(1)),
        key,
        row.getString(4),
        truth,
        predicted,
        share(key, row.getDouble(6)),
        share(key, ((Number) probabilities[truth]).doubleValue()));
  }

  private static int indexOf(List<String> classes, String name, String key) {
    int index = classes.indexOf(name);
    if (index < 0) {
      throw new PlatformException(
          ErrorCode.CONTRACT_VIOLATION,
          "Sample '%s' has the class '%s', which the task contract's %s do not have; commit a dataset version of the present contract"
              .formatted(key, name, classes),
          Map.of("field", "classes"));
    }
    return index;
  }

  private static double share(String key, double value) {
    if (!(value >= -ROUNDING && value <= 1 + ROUNDING)) {
      throw unreadable(
          "sample '%s' has the probability %s, which is not from 0 to 1".formatted(key, value));
    }
    return Math.clamp(value, 0, 1);
  }

  private static PlatformException unreadable(String why) {
    return new PlatformException(ErrorCode.UNREADABLE_BODY, "These are no predictions: " + why);
  }
}
