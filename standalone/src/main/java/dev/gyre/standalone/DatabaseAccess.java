package dev.gyre.standalone;

import dev.gyre.infra.postgres.PlatformMigration;
import dev.gyre.infra.postgres.ServiceName;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is and who may do what there.
 *
 * @param url JDBC address
 * @param adminUser who migrates; null if this process was not told
 * @param appUser login of the all-in-one process
 */
record DatabaseAccess(
    String url,
    @Nullable String adminUser,
    @Nullable String adminPassword,
    String appUser,
    String appPassword) {

  static DatabaseAccess embedded(String url, String adminPassword, Secrets secrets) {
    return new DatabaseAccess(
        url,
        EmbeddedDatabase.ADMIN,
        adminPassword,
        PlatformMigration.APP,
        rolePassword(secrets, PlatformMigration.APP));
  }

  static DatabaseAccess external(StandaloneProperties.Database database, Secrets secrets) {
    String password = database.password();
    return new DatabaseAccess(
        database.url(),
        database.adminUser(),
        database.adminPassword(),
        database.user(),
        password == null ? rolePassword(secrets, PlatformMigration.APP) : password);
  }

  static String rolePassword(Secrets secrets, String role) {
    return secrets.of("database-" + role);
  }

  /**
   * Brings the database to this release and sets the passwords of the roles that log in.
   *
   * @throws StartRefusedException if no administrator was named
   */
  void migrate(Secrets secrets) {
    String user = adminUser;
    String password = adminPassword;
    if (user == null || password == null) {
      throw new StartRefusedException(
          "Migrating %s needs an administrator: set GYRE_DATABASE_ADMINUSER and GYRE_DATABASE_ADMINPASSWORD"
              .formatted(url));
    }
    Map<String, String> passwords = new HashMap<>();
    for (ServiceName service : ServiceName.ALL) {
      passwords.put(service.role(), rolePassword(secrets, service.role()));
    }
    if (appUser.equals(PlatformMigration.APP)) {
      passwords.put(appUser, appPassword);
    }
    new PlatformMigration(url, user, password).run(passwords);
  }

  /** As the properties that the all-in-one process reads. */
  Map<String, String> properties() {
    return login(appUser, appPassword);
  }

  /** As the properties that a service reads, with the role of its own. */
  Map<String, String> properties(ServiceName service, Secrets secrets) {
    return login(service.role(), rolePassword(secrets, service.role()));
  }

  private Map<String, String> login(String user, String password) {
    return Map.of(
        "gyre.database.url", url, "gyre.database.user", user, "gyre.database.password", password);
  }

  @Override
  public String toString() {
    return "DatabaseAccess[%s]".formatted(url);
  }
}
