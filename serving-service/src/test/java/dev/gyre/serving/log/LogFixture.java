package dev.gyre.serving.log;

import com.zaxxer.hikari.HikariDataSource;
import dev.gyre.api.UuidV7;
import dev.gyre.api.serving.EndpointId;
import dev.gyre.infra.artifactstore.ArtifactStore;
import dev.gyre.infra.artifactstore.Content;
import dev.gyre.infra.artifactstore.InMemoryArtifactStore;
import dev.gyre.infra.postgres.MigratedDatabase;
import dev.gyre.infra.testsupport.TestDatabase;
import dev.gyre.serving.endpoint.DeploymentId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** The log's parts on a database, as one process or several have them. */
final class LogFixture implements AutoCloseable {

  static final DeploymentId DEPLOYMENT = new DeploymentId(UuidV7.next());

  final TestDatabase database = TestDatabase.create(MigratedDatabase::migrate);
  final JdbcClient admin = JdbcClient.create(database.admin());
  private final HikariDataSource pool = new HikariDataSource();
  final LogDatabase logDatabase;

  LogFixture(String role) {
    pool.setDataSource(database.as(role));
    pool.setMaximumPoolSize(3);
    logDatabase = new LogDatabase(pool);
  }

  EndpointId endpoint() {
    EndpointId id = EndpointId.next();
    admin
        .sql(
            """
            insert into serving.endpoint (id, project_id, project_slug, name, model, alias, logging,
              max_concurrency, created) values (?, ?, 'p', ?, 'm', 'a', 'DURABLE', 1, now())
            """)
        .params(id.value(), new UUID(1, 1), "e" + id)
        .update();
    return id;
  }

  LoggedPredictions reader(ArtifactStore artifacts, Path home) {
    return new LoggedPredictions(
        new LogReader(
            new PredictionRepository(JdbcClient.create(database.as("gyre_serving"))),
            new RolledHours(new RolledHourRepository(logDatabase), artifacts, home)));
  }

  LogPartitions partitions() {
    return new LogPartitions(logDatabase);
  }

  LogRepository repository(Clock clock) {
    return new LogRepository(logDatabase, clock);
  }

  LogWriter writer(ArtifactStore artifacts) {
    Clock clock = Clock.systemUTC();
    return new LogWriter(
        repository(clock), partitions(), artifacts, clock, new SimpleMeterRegistry());
  }

  PredictionLog log(ArtifactStore artifacts, int capacity, SimpleMeterRegistry meters) {
    Clock clock = Clock.systemUTC();
    return new PredictionLog(
        writer(artifacts),
        partitions(),
        new Losses(repository(clock), meters),
        new LogProperties(
            capacity, DataSize.ofMegabytes(1), 100, Duration.ofSeconds(20), Duration.ofDays(7)),
        clock,
        meters);
  }

  static ArtifactStore store() {
    return new InMemoryArtifactStore(Clock.systemUTC());
  }

  static LogEntry entry(EndpointId endpoint, @Nullable String clientKey) {
    return entry(endpoint, clientKey, answered());
  }

  static LogEntry entry(EndpointId endpoint, @Nullable String clientKey, LogOutcome outcome) {
    Instant now = Instant.now();
    return new LogEntry(
        endpoint,
        new Occasion(clientKey, now, null, null, null),
        now,
        1,
        DEPLOYMENT,
        outcome,
        Map.of("mean", 0.5),
        null);
  }

  static LogEntry withPayload(EndpointId endpoint, byte[] bytes) {
    LogEntry plain = entry(endpoint, null);
    return new LogEntry(
        endpoint,
        plain.occasion(),
        plain.received(),
        1,
        DEPLOYMENT,
        plain.outcome(),
        plain.features(),
        new Content(bytes, "image/png"));
  }

  static LogOutcome answered() {
    Map<String, Double> probabilities = new LinkedHashMap<>();
    probabilities.put("zebra", 0.75);
    probabilities.put("ant", 0.25);
    return new LogOutcome.Answered("zebra", 0.75, probabilities);
  }

  static List<Pending> pending(List<LogEntry> entries) {
    return entries.stream()
        .map(entry -> new Pending(entry, new java.util.concurrent.CompletableFuture<>()))
        .toList();
  }

  int rows() {
    return admin.sql("select count(*) from serving.prediction").query(Integer.class).single();
  }

  @Override
  public void close() {
    logDatabase.destroy();
    pool.close();
    database.close();
  }
}
