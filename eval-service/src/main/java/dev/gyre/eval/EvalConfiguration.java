package dev.gyre.eval;

import dev.gyre.infra.artifactstore.ArtifactStore;
import dev.gyre.infra.artifactstore.S3ArtifactStore;
import dev.gyre.infra.artifactstore.S3Bucket;
import dev.gyre.infra.jobs.JobDatabase;
import dev.gyre.infra.jobs.JobEngine;
import dev.gyre.infra.jobs.JobExecutor;
import dev.gyre.infra.jobs.JobHandler;
import dev.gyre.infra.jobs.JobProperties;
import dev.gyre.infra.jobs.JobWorkers;
import dev.gyre.infra.jobs.StoredJobArtifacts;
import dev.gyre.infra.postgres.EventOutbox;
import dev.gyre.infra.postgres.Idempotency;
import dev.gyre.infra.postgres.RetentionProperties;
import dev.gyre.infra.postgres.RetentionRule;
import dev.gyre.infra.postgres.SchemaCheck;
import dev.gyre.infra.postgres.ServiceName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The eval service: prediction sets, evaluations, slices, comparisons, gates. */
@AutoConfiguration
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
class EvalConfiguration {

  /**
   * Bodies of this service's jobs mostly wait for workers, on virtual threads, so many may be under
   * way; what computes among them takes turns by itself.
   */
  private static final int LEAST_SERVICE_JOBS = 64;

  /** In bytes; a million samples of ten classes take some 60 MB. */
  private static final long LARGEST_PREDICTIONS = 4L << 30;

  /** Made before any repository is used: an old schema stops the start. */
  @Bean
  Object evalSchema(DataSource dataSource) {
    SchemaCheck.require(dataSource, ServiceName.EVAL);
    return ServiceName.EVAL;
  }

  /** Predictions, whose rows belong to this service. */
  @Bean
  @ConditionalOnMissingBean(name = "evalArtifacts")
  ArtifactStore evalArtifacts(
      S3Bucket bucket,
      JdbcTemplate jdbc,
      PlatformTransactionManager transactions,
      @Value("${gyre.home}") Path home,
      Clock clock) {
    return new S3ArtifactStore(
        bucket, jdbc, transactions, ServiceName.EVAL, home.resolve("tmp/eval"), clock);
  }

  @Bean
  EventOutbox evalEvents(JdbcClient jdbc) {
    return new EventOutbox(jdbc, ServiceName.EVAL);
  }

  @Bean
  Idempotency evalKeys(JdbcClient jdbc) {
    return new Idempotency(jdbc, ServiceName.EVAL);
  }

  @Bean
  RetentionRule evalKeyRetention(
      @Qualifier("evalKeys") Idempotency keys, RetentionProperties kept) {
    return new RetentionRule("eval idempotency keys", kept.idempotencyKeys(), keys::forget);
  }

  @Bean
  RetentionRule evalUploadRetention(
      @Qualifier("evalArtifacts") ArtifactStore artifacts, RetentionProperties kept) {
    return new RetentionRule("eval uploads", kept.uploads(), artifacts::discardUploads);
  }

  /**
   * @param handlers of this service alone
   * @param executor of the process; without one, predictions stay queued
   */
  @Bean
  JobEngine evalJobs(
      @Qualifier("evalJob") List<JobHandler> handlers,
      DataSource dataSource,
      PlatformTransactionManager transactions,
      Clock clock,
      @Qualifier("evalArtifacts") ArtifactStore artifacts,
      ObjectProvider<JobExecutor> executor,
      JobProperties properties,
      WebServerApplicationContext server) {
    return new JobEngine(
        ServiceName.EVAL,
        JobDatabase.of(dataSource, transactions, clock),
        handlers,
        new JobWorkers(
            executor.getIfAvailable(() -> JobWorkers.none().executor()),
            new StoredJobArtifacts(artifacts, LARGEST_PREDICTIONS),
            () -> addressOf(server)),
        withRoomToWait(properties));
  }

  private static JobProperties withRoomToWait(JobProperties given) {
    return new JobProperties(
        given.host(),
        given.capacity(),
        given.lease(),
        given.tick(),
        given.grace(),
        given.patience(),
        Math.max(given.maxServiceJobs(), LEAST_SERVICE_JOBS),
        given.maxLog(),
        given.backOff());
  }

  /** Workers run on this machine; the port is known once the server listens. */
  private static URI addressOf(WebServerApplicationContext server) {
    int port = Objects.requireNonNull(server.getWebServer(), "the server listens").getPort();
    return URI.create("http://127.0.0.1:" + port);
  }
}
