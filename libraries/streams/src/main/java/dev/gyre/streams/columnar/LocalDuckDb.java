package dev.gyre.streams.columnar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * An in-memory DuckDB that sees one folder, loads no extension and keeps its temporary files there.
 */
public final class LocalDuckDb {

  private LocalDuckDb() {}

  /**
   * Opens one on a folder that exists; the caller closes it. At most one thread and 512 MB of
   * memory, beyond which it uses the folder.
   */
  public static Connection open(Path folder) throws IOException {
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

  /** A path as SQL text. */
  public static String text(Path path) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    Path real =
        parent != null && Files.exists(parent)
            ? parent.toRealPath().resolve(String.valueOf(path.getFileName()))
            : path.toAbsolutePath();
    return text(real.toString());
  }

  /** What went wrong, in words. */
  public static IOException failed(String what, SQLException cause) {
    return new IOException("DuckDB cannot %s: %s".formatted(what, cause.getMessage()), cause);
  }

  private static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
