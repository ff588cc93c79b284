package dev.gyre.worker.job;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * An in-memory DuckDB that sees one folder, loads no extension and keeps its temporary files there.
 */
final class Parquet {

  private Parquet() {}

  static Connection open(Path folder) throws IOException {
    Path real = folder.toRealPath();
    Properties options = new Properties();
    options.setProperty("autoinstall_known_extensions", "false");
    options.setProperty("autoload_known_extensions", "false");
    options.setProperty("threads", "1");
    options.setProperty("memory_limit", "512MB");
    options.setProperty("temp_directory", real.resolve("duckdb.tmp").toString());
    options.setProperty("jdbc_stream_results", "true");
    try {
      Connection connection = DriverManager.getConnection("jdbc:duckdb:", options);
      try (Statement statement = connection.createStatement()) {
        statement.execute("set allowed_directories = [" + text(real + "/") + "]");
        statement.execute("set enable_external_access = false");
        statement.execute("set lock_configuration = true");
      }
      return connection;
    } catch (SQLException e) {
      throw failed("open in " + folder, e);
    }
  }

  /** A file of the folder as SQL text. */
  static String file(Path folder, String name) throws IOException {
    return text(folder.toRealPath().resolve(name).toString());
  }

  static IOException failed(String what, SQLException cause) {
    return new IOException("DuckDB cannot %s: %s".formatted(what, cause.getMessage()), cause);
  }

  private static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
