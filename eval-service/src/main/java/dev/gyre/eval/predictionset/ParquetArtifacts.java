package dev.gyre.eval.predictionset;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.infra.artifactstore.ArtifactStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Queries Parquet artifacts by DuckDB on a local copy, which is removed afterwards. The database is
 * in memory, sees the folder of the copy alone and loads no extension.
 */
@Component
class ParquetArtifacts {

  private static final String FILE = "artifact.parquet";

  private final ArtifactStore artifacts;
  private final Path folder;

  ParquetArtifacts(
      @Qualifier("evalArtifacts") ArtifactStore artifacts, @Value("${gyre.home}") Path home) {
    this.artifacts = artifacts;
    this.folder = home.resolve("tmp/eval");
  }

  /** Reads one row. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /**
   * Runs a query.
   *
   * @param select with {@code %s} where the file goes and {@code ?} for the parameters
   * @throws PlatformException with {@code UNREADABLE_BODY} if it is no such Parquet; and as {@link
   *     ArtifactStore#open(Digest)}
   */
  <T> List<T> query(Digest digest, String select, List<String> parameters, RowReader<T> reader) {
    Path own = null;
    try {
      Files.createDirectories(folder);
      own = Files.createTempDirectory(folder, "parquet").toRealPath();
      try (InputStream in = artifacts.open(digest)) {
        long _ = Files.copy(in, own.resolve(FILE));
      }
      return rows(own, select, parameters, reader);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot copy artifact " + digest + " to " + folder, e);
    } catch (SQLException e) {
      throw new PlatformException(
          ErrorCode.UNREADABLE_BODY,
          "Artifact %s is not the Parquet that was expected: %s".formatted(digest, e.getMessage()),
          Map.of(),
          e);
    } finally {
      remove(own);
    }
  }

  private static <T> List<T> rows(
      Path own, String select, List<String> parameters, RowReader<T> reader) throws SQLException {
    List<T> rows = new ArrayList<>();
    try (Connection connection = open(own);
        PreparedStatement statement =
            connection.prepareStatement(select.formatted(text(own.resolve(FILE).toString())))) {
      for (int i = 0; i < parameters.size(); i++) {
        statement.setString(i + 1, parameters.get(i));
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(reader.read(row));
        }
      }
    }
    return rows;
  }

  private static Connection open(Path own) throws SQLException {
    Properties options = new Properties();
    options.setProperty("autoinstall_known_extensions", "false");
    options.setProperty("autoload_known_extensions", "false");
    options.setProperty("threads", "1");
    options.setProperty("memory_limit", "512MB");
    options.setProperty("temp_directory", own.resolve("duckdb.tmp").toString());
    options.setProperty("jdbc_stream_results", "true");
    Connection connection = DriverManager.getConnection("jdbc:duckdb:", options);
    try (Statement statement = connection.createStatement()) {
      boolean _ = statement.execute("set allowed_directories = [" + text(own + "/") + "]");
      boolean _ = statement.execute("set enable_external_access = false");
      boolean _ = statement.execute("set lock_configuration = true");
    }
    return connection;
  }

  private static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  private static void remove(@Nullable Path own) {
    try {
      boolean _ = FileSystemUtils.deleteRecursively(own);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + own, e);
    }
  }
}
