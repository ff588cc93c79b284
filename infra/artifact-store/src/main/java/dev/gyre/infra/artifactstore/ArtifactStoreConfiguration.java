package dev.gyre.infra.artifactstore;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * The bucket that all services of a process share. Each service builds its own {@link
 * S3ArtifactStore} on it.
 */
@AutoConfiguration
@ConditionalOnProperty("gyre.s3.endpoint")
@EnableConfigurationProperties(S3Properties.class)
public class ArtifactStoreConfiguration {

  @Bean
  @ConditionalOnMissingBean
  S3Bucket artifactBucket(S3Properties properties) {
    return new S3Bucket(
        properties.endpoint(),
        properties.region(),
        properties.bucket(),
        properties.accessKey(),
        properties.secretKey());
  }
}
