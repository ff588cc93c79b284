package dev.gyre.infra.testsupport;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An empty database on a real PostgreSQL. One server runs per Java process, on a free port and a
 * temporary folder that is deleted at exit; each test class takes a database of its own.
 *
 * <p>Roles belong to the server, not to the database: tests share them. The server trusts every
 * local user, so no password is needed to log in. It runs without {@code fsync}: a crash of the
 * machine may lose what a test wrote, nothing else may.
 */
public final class TestDatabase implements AutoCloseable {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name;
  private final int port;

  private TestDatabase(String name, int port) {
    this.name = name;
    this.port = port;
  }

  /** A fresh database without any schema of ours; close drops it. */
  public static TestDatabase create() {
    int port = Server.RUNNING.getPort();
    String name = "test_" + COUNT.incrementAndGet();
    run(source("postgres", "postgres", port), "create database " + name);
    return new TestDatabase(name, port);
  }

  /** A fresh database, handed to a migration first. */
  public static TestDatabase create(Consumer<TestDatabase> migration) {
    TestDatabase database = create();
    migration.accept(database);
    return database;
  }

  /** The JDBC address, without user. */
  public String url() {
    return "jdbc:postgresql://localhost:%d/%s".formatted(port, name);
  }

  /** The name of the superuser, to be used for migrations only. */
  public String adminUser() {
    return "postgres";
  }

  /** The superuser's password, which the server does not look at. */
  public String adminPassword() {
    return "trusted";
  }

  /** Connections of the superuser, whom no row security restrains. Not pooled. */
  public DataSource admin() {
    return as(adminUser());
  }

  /** Connections of a role that may log in. Not pooled. */
  public DataSource as(String role) {
    return source(name, role, port);
  }

  /** Runs statements as the superuser. */
  public void execute(String sql) {
    run(admin(), sql);
  }

  /** Drops the database, and with it whatever connection is still open. */
  @Override
  public void close() {
    run(source("postgres", "postgres", port), "drop database if exists " + name + " with (force)");
  }

  private static DataSource source(String database, String user, int port) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"localhost"});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(database);
    source.setUser(user);
    source.setPassword("trusted");
    return source;
  }

  private static void run(DataSource source, String sql) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("The test database refused: " + sql, e);
    }
  }

  /** Started at the first use, stopped by a shutdown hook. */
  private static final class Server {

    static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("fsync", "off")
            .setServerConfig("max_connections", "200")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException("The test database did not start", e);
      }
    }
  }
}
