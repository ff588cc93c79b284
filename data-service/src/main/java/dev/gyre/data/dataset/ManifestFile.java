package dev.gyre.data.dataset;

import dev.gyre.streams.columnar.LocalDuckDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Writes the members of a version as Parquet. One thread; close releases the database. */
final class ManifestFile implements AutoCloseable {

  private static final String[] SPLITS = {"train", "validation", "test"};

  private final Path file;
  private final Connection connection;
  private final DuckDBAppender appender;

  /**
   * @param folder of its own, for the file and what does not fit in memory
   */
  ManifestFile(Path folder) throws IOException {
    this.file = folder.resolve("manifest.parquet");
    try {
      this.connection = LocalDuckDb.open(folder);
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            """
            create table manifest (sample_id varchar, key varchar, split varchar,
              class_name varchar, group_key varchar, metadata varchar, artifact varchar,
              media_type varchar, size bigint, sequence_id varchar, time_ns bigint, scope varchar,
              streams varchar, annotations varchar)
            """);
      }
      this.appender = connection.unwrap(DuckDBConnection.class).createAppender("main", "manifest");
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Adds a row of {@link EntryRepository#readAll}; they come by key. */
  void add(ResultSet row) throws SQLException {
    appender.beginRow();
    appender.append(row.getString("sample_id"));
    appender.append(row.getString("key"));
    appender.append(SPLITS[row.getInt("split")]);
    text(row.getString("class"));
    text(row.getString("group_key"));
    appender.append(row.getString("metadata"));
    appender.append(HexFormat.of().formatHex(row.getBytes("artifact")));
    appender.append(row.getString("media"));
    appender.append(row.getLong("size_bytes"));
    text(row.getString("sequence_id"));
    long timeNs = row.getLong("time_ns");
    if (row.wasNull()) {
      appender.appendNull();
    } else {
      appender.append(timeNs);
    }
    appender.append(row.getString("scope"));
    appender.append(row.getString("streams"));
    appender.append(row.getString("annotations"));
    appender.endRow();
  }

  private void text(@Nullable String value) throws SQLException {
    if (value == null) {
      appender.appendNull();
    } else {
      appender.append(value);
    }
  }

  /** Writes the file; nothing is added afterwards. */
  Path write() throws IOException {
    try {
      appender.close();
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "copy (select * from manifest order by key) to %s (format parquet, compression zstd)"
                .formatted(LocalDuckDb.text(file)));
      }
      return file;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
      Files.deleteIfExists(file);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static IOException failed(SQLException cause) {
    return new IOException("The manifest cannot be written: " + cause.getMessage(), cause);
  }
}
