package dev.gyre.data;

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
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The data service: samples, labels, dataset versions, preparations. */
@AutoConfiguration
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
class DataConfiguration {

  /** The largest shard that a worker may yield: what one PUT takes. */
  private static final long MAX_RESULT_BYTES = 5L << 30;

  /** Made before any repository is used: an old schema stops the start. */
  @Bean
  Object dataSchema(DataSource dataSource) {
    SchemaCheck.require(dataSource, ServiceName.DATA);
    return ServiceName.DATA;
  }

  /** Bytes of samples, archives and manifests, whose rows belong to this service. */
  @Bean
  @ConditionalOnMissingBean(name = "dataArtifacts")
  ArtifactStore dataArtifacts(
      S3Bucket bucket,
      JdbcTemplate jdbc,
      PlatformTransactionManager transactions,
      @Value("${gyre.home}") Path home,
      Clock clock) {
    return new S3ArtifactStore(
        bucket, jdbc, transactions, ServiceName.DATA, home.resolve("tmp/data"), clock);
  }

  @Bean
  EventOutbox dataEvents(JdbcClient jdbc) {
    return new EventOutbox(jdbc, ServiceName.DATA);
  }

  @Bean
  Idempotency dataKeys(JdbcClient jdbc) {
    return new Idempotency(jdbc, ServiceName.DATA);
  }

  @Bean
  RetentionRule dataKeyRetention(
      @Qualifier("dataKeys") Idempotency keys, RetentionProperties kept) {
    return new RetentionRule("data idempotency keys", kept.idempotencyKeys(), keys::forget);
  }

  @Bean
  RetentionRule dataUploadRetention(
      @Qualifier("dataArtifacts") ArtifactStore artifacts, RetentionProperties kept) {
    return new RetentionRule("data uploads", kept.uploads(), artifacts::discardUploads);
  }

  /**
   * @param handlers of this service alone
   * @param executor of the process; without one, what needs a worker stays queued
   */
  @Bean
  JobEngine dataJobs(
      @Qualifier("dataJob") List<JobHandler> handlers,
      JobDatabase database,
      @Qualifier("dataArtifacts") ArtifactStore artifacts,
      ObjectProvider<JobExecutor> executor,
      JobProperties properties,
      WebServerApplicationContext server) {
    return new JobEngine(
        ServiceName.DATA,
        database,
        handlers,
        new JobWorkers(
            executor.getIfAvailable(() -> JobWorkers.none().executor()),
            new StoredJobArtifacts(artifacts, MAX_RESULT_BYTES),
            () -> addressOf(server)),
        properties);
  }

  /** Workers run on this machine; the port is known once the server listens. */
  private static URI addressOf(WebServerApplicationContext server) {
    int port = Objects.requireNonNull(server.getWebServer(), "the server listens").getPort();
    return URI.create("http://127.0.0.1:" + port);
  }
}
