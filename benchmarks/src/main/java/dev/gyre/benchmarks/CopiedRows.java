package dev.gyre.benchmarks;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** What the database takes at most: rows that it holds already, by COPY, without any index. */
final class CopiedRows {

  private CopiedRows() {}

  /**
   * Copies the rows of a query out and into a new table of their form, and drops it again.
   *
   * @param like the table whose columns the query gives
   * @return seconds of the copy into the table, its commit included
   */
  static double seconds(Connection database, Path folder, String like, String query)
      throws Exception {
    Path file = folder.resolve("copy.bin");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      long _ = copies(database).copyOut("copy (" + query + ") to stdout (format binary)", out);
    }
    execute(database, "create schema if not exists bench");
    execute(database, "create table bench.copied (like " + like + ")");
    try {
      return Timing.seconds(() -> in(database, file));
    } finally {
      execute(database, "drop table bench.copied");
      Files.delete(file);
    }
  }

  /** Seconds to read the rows of a query as COPY gives them. */
  static double readSeconds(Connection database, String query) throws Exception {
    return Timing.seconds(() ->
        copies(database)
            .copyOut(
                "copy (" + query + ") to stdout (format binary)", OutputStream.nullOutputStream()));
  }

  static void execute(Connection database, String sql) throws SQLException {
    try (Statement statement = database.createStatement()) {
      boolean _ = statement.execute(sql);
    }
  }

  static long number(Connection database, String sql) throws SQLException {
    try (Statement statement = database.createStatement();
        var row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** What the database is and how it is set, in words. */
  static String settings(Connection database) throws SQLException {
    try (Statement statement = database.createStatement();
        var row =
            statement.executeQuery(
                """
                select 'PostgreSQL ' || current_setting('server_version') || string_agg(
                  ', ' || name || ' ' || current_setting(name), '' order by name)
                from pg_settings where name in ('shared_buffers', 'work_mem', 'max_wal_size', 'fsync',
                  'synchronous_commit', 'wal_compression', 'random_page_cost')
                """)) {
      return row.next() ? row.getString(1) : "";
    }
  }

  private static long in(Connection database, Path file) throws IOException, SQLException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
      return copies(database).copyIn("copy bench.copied from stdin (format binary)", in, 1 << 16);
    }
  }

  private static org.postgresql.copy.CopyManager copies(Connection database) throws SQLException {
    return database.unwrap(PGConnection.class).getCopyAPI();
  }
}
