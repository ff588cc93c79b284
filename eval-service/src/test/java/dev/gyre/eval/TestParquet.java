package dev.gyre.eval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Writes real Parquet by DuckDB, as data and the worker do. */
final class TestParquet {

  private TestParquet() {}

  /**
   * A file with these rows.
   *
   * @param columns with their types, as in {@code create table}
   * @param rows as in {@code values}, without the parentheses
   */
  static byte[] of(String columns, List<String> rows) {
    try {
      Path folder = Files.createTempDirectory("gyre-test-parquet");
      Path file = folder.resolve("rows.parquet");
      try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
          Statement statement = connection.createStatement()) {
        boolean _ = statement.execute("create table rows (" + columns + ")");
        if (!rows.isEmpty()) {
          boolean _ =
              statement.execute("insert into rows values (" + String.join("), (", rows) + ")");
        }
        boolean _ =
            statement.execute(
                "copy rows to '%s' (format parquet, compression zstd)".formatted(file));
      }
      byte[] bytes = Files.readAllBytes(file);
      Files.delete(file);
      Files.delete(folder);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
