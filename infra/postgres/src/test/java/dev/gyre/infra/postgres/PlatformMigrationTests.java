package dev.gyre.infra.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.infra.testsupport.TestDatabase;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class PlatformMigrationTests {

  private static TestDatabase database;

  @BeforeAll
  static void migrate() {
    database = TestDatabase.create(MigratedDatabase::migrate);
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @Test
  void givesEachSchemaToItsRole() {
    assertThat(
            JdbcClient.create(database.admin())
                .sql(
                    """
                    select schemaname || ' ' || tableowner from pg_tables
                    where schemaname in ('platform', 'data') order by 1
                    """)
                .query(String.class)
                .list())
        .containsExactly(
            "data gyre_data",
            "data gyre_data",
            "platform gyre_owner",
            "platform gyre_owner",
            "platform gyre_owner");
  }

  @Test
  void letsNoServiceIntoTheSchemaOfAnother() {
    assertThatThrownBy(() -> count("gyre_data", "training.idempotency_key"))
        .rootCause()
        .hasMessageContaining("permission denied");
  }

  @Test
  void letsEveryServiceReadButNoneWriteInAnothersName() {
    assertThat(count("gyre_eval", "platform.event")).isNotNegative();
    assertThatCode(() -> insertEvent("gyre_data", "gyre_data")).doesNotThrowAnyException();
    assertThatThrownBy(() -> insertEvent("gyre_data", "gyre_training"))
        .rootCause()
        .hasMessageContaining("row-level security");
    assertThatThrownBy(() ->
            JdbcClient.create(database.as("gyre_data")).sql("delete from platform.event").update())
        .rootCause()
        .hasMessageContaining("permission denied");
  }

  @Test
  void letsTheAllInOneLoginWriteInTheNameOfEachService() {
    assertThatCode(() -> insertEvent("gyre_app", "gyre_data")).doesNotThrowAnyException();
    assertThatCode(() -> insertEvent("gyre_app", "gyre_serving")).doesNotThrowAnyException();
    assertThatThrownBy(() -> insertEvent("gyre_app", "gyre_owner"))
        .rootCause()
        .hasMessageContaining("row-level security");
  }

  @Test
  void storesPasswordsAsVerifiers() {
    assertThat(
            JdbcClient.create(database.admin())
                .sql("select rolpassword from pg_authid where rolname = 'gyre_data'")
                .query(String.class)
                .single())
        .startsWith("SCRAM-SHA-256$");
  }

  @Test
  void canBeRepeatedAndRunTwiceAtOnce() {
    try (TestDatabase other = TestDatabase.create()) {
      CompletableFuture<Void> first =
          CompletableFuture.runAsync(() -> MigratedDatabase.migrate(other));
      MigratedDatabase.migrate(other);
      first.join();
      MigratedDatabase.migrate(other);
      SchemaCheck.require(other.as("gyre_app"), ServiceName.DATA);
    }
  }

  @Test
  void worksForAnAdministratorWhoIsNoSuperuser() {
    try (TestDatabase other = TestDatabase.create()) {
      new PlatformMigration(other.url(), MigratedDatabase.administrator(other), "trusted")
          .run(Map.of("gyre_data", "secret"));
      SchemaCheck.require(other.as("gyre_data"), ServiceName.DATA);
    }
  }

  @Test
  void refusesAPasswordForTheOwner() {
    assertThatThrownBy(() ->
            new PlatformMigration(database.url(), "postgres", "")
                .run(Map.of(PlatformMigration.OWNER, "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gyre_owner");
  }

  @Test
  void aServiceRefusesADatabaseThatWasNotMigrated() {
    try (TestDatabase empty = TestDatabase.create()) {
      assertThatThrownBy(() -> SchemaCheck.require(empty.as("gyre_data"), ServiceName.DATA))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("Schema 'platform' lacks [1 events]; run 'gyre migrate'");
    }
  }

  @Test
  void aServiceRefusesASchemaOfANewerRelease() {
    try (TestDatabase newer = TestDatabase.create(MigratedDatabase::migrate)) {
      newer.execute(
          """
          insert into data.flyway_schema_history
            select 99, '99', 'later', type, script, checksum, installed_by, now(), 1, true
            from data.flyway_schema_history order by installed_rank limit 1
          """);
      assertThatThrownBy(() -> SchemaCheck.require(newer.as("gyre_data"), ServiceName.DATA))
          .hasMessageContaining("Schema 'data' has version 99");
      SchemaCheck.require(newer.as("gyre_eval"), ServiceName.EVAL);
    }
  }

  private static int count(String role, String table) {
    return JdbcClient.create(database.as(role))
        .sql("select count(*) from " + table)
        .query(Integer.class)
        .single();
  }

  private static void insertEvent(String role, String owner) {
    JdbcClient.create(database.as(role))
        .sql(
            """
            insert into platform.event (owner_role, project_id, type, subject, payload)
            values (:owner::name, :project, 'dev.gyre.job.succeeded.v1', 'job/1', '{}')
            """)
        .param("owner", owner)
        .param("project", new UUID(1, 2))
        .update();
  }
}
