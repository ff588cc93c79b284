package dev.gyre.infra.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.gyre.infra.testsupport.TestDatabase;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

class PostgresConfigurationTests {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(PostgresConfiguration.class));

  @Test
  void opensThePoolThatThePropertiesDescribe() {
    try (TestDatabase database = TestDatabase.create()) {
      runner
          .withPropertyValues(
              "gyre.database.url=" + database.url(),
              "gyre.database.user=postgres",
              "gyre.database.password=trusted",
              "gyre.database.pool-size=3",
              "gyre.database.connection-timeout=2s")
          .run(context -> {
            HikariDataSource pool = context.getBean(HikariDataSource.class);
            assertThat(pool.getMaximumPoolSize()).isEqualTo(3);
            assertThat(pool.getConnectionTimeout()).isEqualTo(2000);
            assertThat(JdbcClient.create(pool).sql("select 1").query().singleValue()).isEqualTo(1);
            assertThat(context.getBean(Notifications.class).isRunning()).isTrue();
          });
    }
  }

  @Test
  void hasDefaultsForAllButTheAddress() {
    DatabaseProperties properties =
        new DatabaseProperties("jdbc:postgresql://x/y", "gyre_app", "", 20, Duration.ofSeconds(5));
    runner
        .withBean(DataSource.class, HikariDataSource::new)
        .withPropertyValues("gyre.database.url=jdbc:postgresql://x/y")
        .run(
            context -> assertThat(context.getBean(DatabaseProperties.class)).isEqualTo(properties));
  }

  @Test
  void namesAllProblemsAtOnce() {
    runner
        .withPropertyValues(
            "gyre.database.url=localhost",
            "gyre.database.pool-size=0",
            "gyre.database.connection-timeout=1ms")
        .run(context ->
            assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageContainingAll(
                    "gyre.database.url is 'localhost'",
                    "gyre.database.pool-size is 0",
                    "gyre.database.connection-timeout is PT0.001S"));
  }

  @Test
  void showsNoPassword() {
    assertThat(
            new DatabaseProperties(
                "jdbc:postgresql://x/y", "u", "secret", 2, Duration.ofSeconds(1)))
        .hasToString("jdbc:postgresql://x/y as u");
  }

  @Test
  void staysOutWithoutAnAddress() {
    runner.run(context -> assertThat(context).doesNotHaveBean(DataSource.class));
  }
}
