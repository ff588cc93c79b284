package dev.gyre.worker.job;

import dev.gyre.streams.canonical.CanonicalJson;
import dev.gyre.streams.columnar.LocalDuckDb;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Writes predictions as Parquet (zstd), one row each, in their order. */
final class PredictionFile {

  private static final String LINES = "predictions.ndjson";
  private static final String NAME = "predictions.parquet";

  private PredictionFile() {}

  /**
   * @param columns with their types, as DuckDB writes them
   */
  static Path write(List<? extends Prediction> predictions, String columns, Path folder)
      throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(LINES))) {
      for (Prediction prediction : predictions) {
        out.write(CanonicalJson.write(prediction.toMembers()));
        out.write('\n');
      }
    }
    String copy =
        """
        copy (select * from read_json(%s, format = 'newline_delimited', columns = %s))
        to %s (format parquet, compression zstd)\
        """
            .formatted(
                LocalDuckDb.text(folder.resolve(LINES)),
                columns,
                LocalDuckDb.text(folder.resolve(NAME)));
    try (Connection connection = LocalDuckDb.open(folder);
        Statement statement = connection.createStatement()) {
      boolean _ = statement.execute(copy);
    } catch (SQLException e) {
      throw LocalDuckDb.failed("write the predictions", e);
    }
    Files.delete(folder.resolve(LINES));
    return folder.resolve(NAME);
  }
}
