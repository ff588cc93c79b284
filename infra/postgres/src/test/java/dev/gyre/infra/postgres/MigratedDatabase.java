package dev.gyre.infra.postgres;

import dev.gyre.infra.testsupport.TestDatabase;
import java.util.LinkedHashMap;
import java.util.Map;

/** Brings test databases to the newest version. */
public final class MigratedDatabase {

  private MigratedDatabase() {}

  /** Migrates all schemas; each service's role and {@code gyre_app} can log in afterwards. */
  public static void migrate(TestDatabase database) {
    Map<String, String> passwords = new LinkedHashMap<>();
    passwords.put(PlatformMigration.APP, "trusted");
    ServiceName.ALL.forEach(service -> passwords.put(service.role(), "trusted"));
    new PlatformMigration(database.url(), database.adminUser(), database.adminPassword())
        .run(passwords);
  }

  /**
   * The name of an administrator as managed databases have it: creates roles and is no superuser.
   * The server's roles exist already, so it gets what their creator would have.
   */
  static String administrator(TestDatabase database) {
    database.execute("create role cloud_admin login createrole");
    database.execute(
        "do $$ begin execute format('grant create on database %I to cloud_admin', current_database()); end $$");
    database.execute("grant gyre_owner, gyre_app to cloud_admin with admin option");
    ServiceName.ALL.forEach(service ->
        database.execute("grant " + service.role() + " to cloud_admin with admin option"));
    return "cloud_admin";
  }
}
