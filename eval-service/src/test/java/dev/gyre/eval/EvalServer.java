package dev.gyre.eval;

import dev.gyre.infra.postgres.PlatformMigration;
import dev.gyre.infra.testsupport.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** The database of the one server that the tests share; it goes with the Java process. */
final class EvalServer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  /** Migrated; the service may log in as its own role alone. */
  static final TestDatabase DATABASE =
      TestDatabase.create(database ->
          new PlatformMigration(database.url(), database.adminUser(), database.adminPassword())
              .run(Map.of("gyre_eval", "secret")));

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    try {
      TestPropertyValues.of(
              "gyre.database.url=" + DATABASE.url(),
              "gyre.database.user=gyre_eval",
              "gyre.database.password=secret",
              "gyre.home=" + Files.createTempDirectory("gyre-test-eval"))
          .applyTo(context);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
