package dev.gyre.infra.postgres;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/**
 * Looks at start whether the database is the one that this release was written for. Reads only; a
 * service's own role is enough.
 */
public final class SchemaCheck {

  private SchemaCheck() {}

  /**
   * Returns if the service's schema is at the newest version on the class path, and schema {@code
   * platform} at least at it (another process of the same release may know more of it).
   *
   * @throws IllegalStateException otherwise; the message names schema and versions and says what to
   *     run
   */
  public static void require(DataSource dataSource, ServiceName service) {
    refuseOlder(dataSource, "platform", "classpath:db/platform");
    String schema = service.schema();
    List<MigrationInfo> all =
        refuseOlder(dataSource, schema, "classpath:db/service", "classpath:db/" + schema);
    all.stream()
        .filter(SchemaCheck::isFromTheFuture)
        .findFirst()
        .ifPresent(unknown -> {
          throw new IllegalStateException(
              "Schema '%s' has version %s, which this release does not know; start the release that migrated it"
                  .formatted(schema, unknown.getVersion()));
        });
  }

  private static List<MigrationInfo> refuseOlder(
      DataSource dataSource, String schema, String... locations) {
    MigrationInfo[] all =
        Flyway.configure(SchemaCheck.class.getClassLoader())
            .dataSource(dataSource)
            .schemas(schema)
            .defaultSchema(schema)
            .createSchemas(false)
            .locations(locations)
            .load()
            .info()
            .all();
    List<String> missing =
        Stream.of(all)
            .filter(info -> !info.getState().isApplied() || info.getState().isFailed())
            .map(info -> "%s %s".formatted(info.getVersion(), info.getDescription()))
            .toList();
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "Schema '%s' lacks %s; run 'gyre migrate'".formatted(schema, missing));
    }
    return Arrays.asList(all);
  }

  private static boolean isFromTheFuture(MigrationInfo info) {
    return info.getState() == MigrationState.FUTURE_SUCCESS
        || info.getState() == MigrationState.MISSING_SUCCESS;
  }
}
