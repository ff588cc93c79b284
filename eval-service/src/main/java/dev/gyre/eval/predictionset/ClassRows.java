package dev.gyre.eval.predictionset;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.project.TaskContract;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Predicted classes. */
final class ClassRows implements PredictionRows {

  private static final String SELECT =
      """
      select sample_id::varchar, key, class_name, group_key, predicted, confidence::double,
        probabilities::double[]
      from read_parquet(%s) order by key
      """;

  private final List<String> classes;

  ClassRows(TaskContract contract) {
    this.classes = contract.classes();
  }

  @Override
  public String select() {
    return SELECT;
  }

  @Override
  public Predicted read(ResultSet row) throws SQLException {
    String key = row.getString(2);
    int truth = indexOf(row.getString(3), key);
    int predicted = indexOf(row.getString(5), key);
    Object[] probabilities = (Object[]) row.getArray(7).getArray();
    if (probabilities.length != classes.size()) {
      throw PredictionRows.unreadable(
          "sample '%s' has %d probabilities for %d classes"
              .formatted(key, probabilities.length, classes.size()));
    }
    return new PredictedClass(
        SampleId.valueOf(row.getString(1)),
        key,
        row.getString(4),
        truth,
        predicted,
        PredictionRows.share(key, row.getDouble(6)),
        PredictionRows.share(key, ((Number) probabilities[truth]).doubleValue()));
  }

  private int indexOf(String name, String key) {
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
}
