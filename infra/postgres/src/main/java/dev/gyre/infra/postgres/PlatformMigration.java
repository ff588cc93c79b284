package dev.gyre.infra.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Brings a database to this release: roles, schemas and tables. Runs before any service starts, by
 * an administrator; services themselves never change a schema, they only {@link SchemaCheck check}.
 *
 * <ul>
 *   <li>{@value #OWNER} cannot log in and owns schema {@code platform};
 *   <li>each service has a role that owns its schema and may read all of {@code platform};
 *   <li>{@value #APP} is the login of the all-in-one process and a member of the six.
 * </ul>
 *
 * <p>Migrations are taken from the class path: {@code db/platform} for the shared schema, {@code
 * db/service} followed by {@code db/<service>} for each service. Every object is owned by its
 * schema's role. May be repeated, and two may run at once: the second waits for the first.
 *
 * <p>The administrator needs {@code createrole} and {@code create} on the database, and need not be
 * a superuser. Its connections are made here and closed here, because they change roles.
 */
public final class PlatformMigration {

  /** Owner of schema {@code platform}. */
  public static final String OWNER = "gyre_owner";

  /** Login of a process that holds all services. */
  public static final String APP = "gyre_app";

  private static final String SHARED_SCHEMA = "platform";

  /** Any fixed number: "gyre" in ASCII. */
  private static final long LOCK = 0x67797265L;

  private final PGSimpleDataSource admin = new PGSimpleDataSource();

  /**
   * @param url JDBC address of the database
   * @param user the administrator
   */
  public PlatformMigration(String url, String user, String password) {
    admin.setUrl(url);
    admin.setUser(user);
    admin.setPassword(password);
  }

  /**
   * Creates what is missing and migrates all schemas.
   *
   * @param passwords by role: {@value #APP} or {@link ServiceName#role()}. A role gets the login
   *     right and this password; one that is not named is left as it is, and cannot log in if it is
   *     new. Passwords leave this process only as SCRAM verifiers.
   * @throws IllegalArgumentException if a name is no role of Gyre that may log in
   * @throws IllegalStateException if the administrator lacks a right
   */
  public void run(Map<String, String> passwords) {
    for (String role : passwords.keySet()) {
      if (!loginRoles().contains(role)) {
        throw new IllegalArgumentException(
            "'%s' cannot be given a password; roles that log in are %s"
                .formatted(role, loginRoles()));
      }
    }
    try (Connection connection = admin.getConnection()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("select pg_advisory_lock(" + LOCK + ")");
        prepare(statement);
      }
      for (Map.Entry<String, String> entry : passwords.entrySet()) {
        login(connection, entry.getKey(), entry.getValue());
      }
      migrate(SHARED_SCHEMA, OWNER, "classpath:db/platform");
      for (ServiceName service : ServiceName.ALL) {
        migrate(
            service.schema(), service.role(), "classpath:db/service", "classpath:db/" + service);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(
          "The database cannot be prepared at %s: %s. The user '%s' must have the rights createrole and create on it"
              .formatted(admin.getUrl(), e.getMessage(), admin.getUser()),
          e);
    }
  }

  private static void prepare(Statement statement) throws SQLException {
    createRole(statement, OWNER);
    for (String role : loginRoles()) {
      createRole(statement, role);
    }
    createSchema(statement, SHARED_SCHEMA, OWNER);
    for (ServiceName service : ServiceName.ALL) {
      createSchema(statement, service.schema(), service.role());
      statement.execute(
          """
          do $$ begin
            if not pg_has_role('%2$s', '%1$s', 'member') then grant %1$s to %2$s; end if;
          end $$
          """
              .formatted(service.role(), APP));
    }
    statement.execute("set role " + OWNER);
    statement.execute("grant usage on schema %s to %s".formatted(SHARED_SCHEMA, services()));
    statement.execute(
        "alter default privileges in schema %s grant select on tables to %s"
            .formatted(SHARED_SCHEMA, services()));
    statement.execute("reset role");
  }

  /**
   * Roles belong to the server: another database's migration may make the same one right now. From
   * 16 on, who creates a role may not yet act as it and must grant it to itself.
   */
  private static void createRole(Statement statement, String role) throws SQLException {
    statement.execute(
        """
        do $$ begin
          if not exists (select from pg_roles where rolname = '%1$s') then
            create role %1$s nologin;
          end if;
          if not pg_has_role(current_user, '%1$s',
              case when current_setting('server_version_num')::int < 160000 then 'member' else 'set' end) then
            execute format('grant %1$s to %%I', current_user);
          end if;
        exception when duplicate_object or unique_violation then null;
        end $$
        """
            .formatted(role));
  }

  private static void createSchema(Statement statement, String schema, String role)
      throws SQLException {
    statement.execute("create schema if not exists %s authorization %s".formatted(schema, role));
  }

  private static void login(Connection connection, String role, String password)
      throws SQLException {
    connection
        .unwrap(PGConnection.class)
        .alterUserPassword(role, password.toCharArray(), "scram-sha-256");
    try (Statement statement = connection.createStatement()) {
      statement.execute("alter role " + role + " login");
    }
  }

  private void migrate(String schema, String role, String... locations) {
    Flyway.configure(PlatformMigration.class.getClassLoader())
        .dataSource(admin)
        .initSql("set role " + role)
        .schemas(schema)
        .defaultSchema(schema)
        .createSchemas(false)
        .locations(locations)
        .load()
        .migrate();
  }

  private static List<String> loginRoles() {
    return Stream.concat(ServiceName.ALL.stream().map(ServiceName::role), Stream.of(APP)).toList();
  }

  private static String services() {
    return ServiceName.ALL.stream().map(ServiceName::role).collect(Collectors.joining(", "));
  }
}
