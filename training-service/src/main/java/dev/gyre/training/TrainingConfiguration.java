package dev.gyre.training;

import dev.gyre.infra.artifactstore.ArtifactStore;
import dev.gyre.infra.artifactstore.S3ArtifactStore;
import dev.gyre.infra.artifactstore.S3Bucket;
import dev.gyre.infra.postgres.EventOutbox;
import dev.gyre.infra.postgres.Idempotency;
import dev.gyre.infra.postgres.RetentionProperties;
import dev.gyre.infra.postgres.RetentionRule;
import dev.gyre.infra.postgres.SchemaCheck;
import dev.gyre.infra.postgres.ServiceName;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The training service: recipes, runs, the model registry. */
@AutoConfiguration
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
class TrainingConfiguration {

  /** Made before any repository is used: an old schema stops the start. */
  @Bean
  Object trainingSchema(DataSource dataSource) {
    SchemaCheck.require(dataSource, ServiceName.TRAINING);
    return ServiceName.TRAINING;
  }

  /** Model packages, whose rows belong to this service. */
  @Bean
  @ConditionalOnMissingBean(name = "trainingArtifacts")
  ArtifactStore trainingArtifacts(
      S3Bucket bucket,
      JdbcTemplate jdbc,
      PlatformTransactionManager transactions,
      @Value("${gyre.home}") Path home,
      Clock clock) {
    return new S3ArtifactStore(
        bucket, jdbc, transactions, ServiceName.TRAINING, home.resolve("tmp/training"), clock);
  }

  @Bean
  EventOutbox trainingEvents(JdbcClient jdbc) {
    return new EventOutbox(jdbc, ServiceName.TRAINING);
  }

  @Bean
  Idempotency trainingKeys(JdbcClient jdbc) {
    return new Idempotency(jdbc, ServiceName.TRAINING);
  }

  @Bean
  RetentionRule trainingKeyRetention(
      @Qualifier("trainingKeys") Idempotency keys, RetentionProperties kept) {
    return new RetentionRule("training idempotency keys", kept.idempotencyKeys(), keys::forget);
  }

  @Bean
  RetentionRule trainingUploadRetention(
      @Qualifier("trainingArtifacts") ArtifactStore artifacts, RetentionProperties kept) {
    return new RetentionRule("training uploads", kept.uploads(), artifacts::discardUploads);
  }
}
