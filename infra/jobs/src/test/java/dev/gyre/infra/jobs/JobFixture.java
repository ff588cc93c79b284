package dev.gyre.infra.jobs;

import dev.gyre.api.job.JobId;
import dev.gyre.api.job.JobType;
import dev.gyre.api.project.ProjectId;
import dev.gyre.infra.postgres.PlatformMigration;
import dev.gyre.infra.postgres.ServiceName;
import dev.gyre.infra.testsupport.TestDatabase;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;

/** A migrated database, a clock that is moved by hand, and engines on them. */
final class JobFixture implements AutoCloseable {

  static final ProjectId PROJECT = ProjectId.next();
  static final JobProperties PROPERTIES =
      new JobProperties(
          "test-host",
          new JobResources(2, DataSize.ofMegabytes(1000)),
          Duration.ofMinutes(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(15),
          Duration.ofMinutes(10),
          4,
          DataSize.ofKilobytes(10),
          Duration.ofSeconds(10));

  /** One for all tests of a process, because a migration takes longer than most of them. */
  private static final TestDatabase SERVER = TestDatabase.create(JobFixture::migrate);

  final TestDatabase server = SERVER;
  final TestClock clock = new TestClock();
  final JobDatabase database = database(PlatformMigration.APP, clock);
  final ScriptedExecutor executor = new ScriptedExecutor();

  private static void migrate(TestDatabase database) {
    new PlatformMigration(database.url(), database.adminUser(), database.adminPassword())
        .run(
            Map.of(
                PlatformMigration.APP,
                "trusted",
                "gyre_data",
                "trusted",
                "gyre_project",
                "trusted"));
    database.execute(
        """
        create table data.effect
          (id bigint generated always as identity, type text not null, what text not null);
        grant all on data.effect to gyre_data;
        """);
  }

  JobDatabase database(String role, Clock time) {
    DataSource source = server.as(role);
    return JobDatabase.of(source, new DataSourceTransactionManager(source), time);
  }

  JobEngine engine(JobHandler... handlers) {
    return engine(ServiceName.DATA, PROPERTIES, handlers);
  }

  JobEngine engine(ServiceName service, JobProperties properties, JobHandler... handlers) {
    return new JobEngine(service, database, List.of(handlers), workers(), properties);
  }

  JobWorkers workers() {
    return new JobWorkers(executor, JobArtifacts.none(), () -> URI.create("http://localhost:8080"));
  }

  JobId submit(JobEngine engine, JobSubmission submission) {
    return Objects.requireNonNull(
        database.transactions().execute(status -> engine.submit(submission)));
  }

  JobId submit(JobEngine engine, String type) {
    return submit(engine, submission(type));
  }

  static JobSubmission submission(String type) {
    return JobSubmission.of(PROJECT, new JobType(type), "thing/1", json("{}"));
  }

  static JsonNode json(String text) {
    return JobDatabase.JSON.readTree(text);
  }

  /** Rows of one column, for looking at what no interface shows. */
  List<String> query(String sql) {
    return JdbcClient.create(server.admin())
        .sql(sql)
        .query((row, number) -> row.getString(1))
        .list();
  }

  /** Leaves nothing to the next test. */
  @Override
  public void close() {
    server.execute("delete from platform.job; delete from data.effect");
  }
}
