package dev.gyre.standalone;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server whose data, programs, log and socket are in the home. It keeps what it has
 * confirmed even if the machine loses power, listens on loopback alone, and asks every login for a
 * password. Close stops it and waits.
 */
final class EmbeddedDatabase implements AutoCloseable {

  static final String ADMIN = "postgres";
  static final String DATABASE = "gyre";

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(60);

  private final Path data;
  private final int port;
  private final String password;
  private final EmbeddedPostgres server;

  private EmbeddedDatabase(Path data, int port, String password, EmbeddedPostgres server) {
    this.data = data;
    this.port = port;
    this.password = password;
    this.server = server;
  }

  /**
   * Starts the server, after stopping one that was left over, and creates the database.
   *
   * @throws StartRefusedException if it does not start; the message names its log
   */
  static EmbeddedDatabase start(Home home, Secrets secrets, Ports ports) {
    Path data = home.postgres().resolve("data");
    new OrphanedPostmaster(data).stop();
    ServerFiles files = new ServerFiles(data, home.run());
    files.setAsideUnlessInitialised();
    String password = secrets.of("postgres-admin");
    int port = ports.of("postgres");
    Path log = home.logs().resolve("postgres.log");
    try {
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(home.postgres().resolve("programs").toFile())
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false)
              .setPort(port)
              .setPGStartupWait(START)
              // Further options of initdb: this is the one way to hand them over.
              .setLocaleConfig("locale", "C")
              .setLocaleConfig("locale-provider", "builtin")
              .setLocaleConfig("builtin-locale", "C.UTF-8")
              .setLocaleConfig("pwfile", secrets.file("postgres-admin").toString())
              // On the command line, since the library says -F there, and the last word counts.
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .setConnectConfig("password", password)
              .setDataDirectoryCustomizer(folder -> files.write())
              .setOutputRedirector(Redirect.appendTo(log.toFile()))
              .setErrorRedirector(Redirect.appendTo(log.toFile()))
              .start();
      EmbeddedDatabase database = new EmbeddedDatabase(data, port, password, server);
      database.createIfMissing();
      return database;
    } catch (IOException | IllegalStateException e) {
      throw new StartRefusedException(
          "The embedded PostgreSQL did not start on port %d: %s. Its log is %s; 'gyre doctor' checks what it needs"
              .formatted(port, e.getMessage(), log),
          e);
    }
  }

  /** JDBC address of the database, without user. */
  String url() {
    return url(DATABASE);
  }

  String password() {
    return password;
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  private void createIfMissing() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url(ADMIN));
    source.setUser(ADMIN);
    source.setPassword(password);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery("select from pg_database where datname = '" + DATABASE + "'")) {
      if (!found.next()) {
        statement.execute("create database " + DATABASE);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The database gyre cannot be created: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Waiting.until(STOP, () -> !Files.exists(data.resolve("postmaster.pid")));
  }

  /** What we write into the data folder before each start. */
  private record ServerFiles(Path data, Path sockets) {

    /** Longest path of a socket that the operating systems take, in bytes. */
    private static final int SOCKET_PATH_BYTES = 107 - "/.s.PGSQL.65535".length();

    private static final String ACCESS =
        """
        # Written at each start: a password for everyone, loopback only.
        local all all scram-sha-256
        host  all all 127.0.0.1/32 scram-sha-256
        """;

    /** A folder without our settings is one whose first start was cut short: it holds no data. */
    void setAsideUnlessInitialised() {
      try {
        if (Files.isDirectory(data) && !Files.exists(settings())) {
          Files.move(data, data.resolveSibling("incomplete-" + System.currentTimeMillis()));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("The folder " + data + " cannot be set aside", e);
      }
    }

    void write() {
      try {
        PrivateFile.write(data.resolve("pg_hba.conf"), ACCESS);
        Path main = data.resolve("postgresql.conf");
        String include = "include_if_exists = 'gyre.conf'";
        if (!Files.readString(main).contains(include)) {
          Files.writeString(main, "\n" + include + "\n", StandardOpenOption.APPEND);
        }
        PrivateFile.write(settings(), text());
      } catch (IOException e) {
        throw new UncheckedIOException("The settings in " + data + " cannot be written", e);
      }
    }

    private Path settings() {
      return data.resolve("gyre.conf");
    }

    private String text() {
      boolean linux = System.getProperty("os.name").equals("Linux");
      return """
      # Written at each start; put your own settings into postgresql.conf after the include.
      listen_addresses = '127.0.0.1'
      unix_socket_directories = '%s'
      password_encryption = 'scram-sha-256'
      max_connections = 200
      # The defaults are those of a machine with 1 GB and a turning disk.
      shared_buffers = '256MB'
      work_mem = '16MB'
      maintenance_work_mem = '128MB'
      max_wal_size = '4GB'
      random_page_cost = 1.1
      # Where it can be had without a file outside of the home.
      dynamic_shared_memory_type = %s
      """
          .formatted(socketFolder(), linux ? "sysv" : "posix");
    }

    private String socketFolder() {
      boolean fits =
          sockets.toString().getBytes(StandardCharsets.UTF_8).length <= SOCKET_PATH_BYTES;
      return fits ? sockets.toString().replace("'", "''") : "";
    }
  }
}
