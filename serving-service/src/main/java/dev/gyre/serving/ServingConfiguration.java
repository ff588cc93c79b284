package dev.gyre.serving;

import dev.gyre.infra.artifactstore.ArtifactStore;
import dev.gyre.infra.artifactstore.S3ArtifactStore;
import dev.gyre.infra.artifactstore.S3Bucket;
import dev.gyre.infra.postgres.SchemaCheck;
import dev.gyre.infra.postgres.ServiceName;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** The serving service: endpoints, predictions, Open Inference Protocol. */
@AutoConfiguration
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
class ServingConfiguration {

  /** Made before any repository is used: an old schema stops the start. */
  @Bean
  Object servingSchema(DataSource dataSource) {
    SchemaCheck.require(dataSource, ServiceName.SERVING);
    return ServiceName.SERVING;
  }

  /** By its name only: each service of a process has a store of its own. */
  @Bean(defaultCandidate = false)
  ArtifactStore servingArtifacts(
      S3Bucket bucket,
      JdbcTemplate jdbc,
      PlatformTransactionManager transactions,
      @Value("${gyre.home:${java.io.tmpdir}/gyre}") Path home,
      Clock clock) {
    return new S3ArtifactStore(
        bucket, jdbc, transactions, ServiceName.SERVING, home.resolve("tmp/serving"), clock);
  }
}
