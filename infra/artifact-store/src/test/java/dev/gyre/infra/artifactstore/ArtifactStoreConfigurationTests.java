package dev.gyre.infra.artifactstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ArtifactStoreConfigurationTests {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(ArtifactStoreConfiguration.class));

  @Test
  void opensTheBucketThatThePropertiesDescribe() {
    runner
        .withPropertyValues(
            "gyre.s3.endpoint=http://localhost:9",
            "gyre.s3.access-key=a",
            "gyre.s3.secret-key=secret")
        .run(context -> {
          assertThat(context).hasSingleBean(S3Bucket.class);
          S3Properties properties = context.getBean(S3Properties.class);
          assertThat(properties)
              .isEqualTo(
                  new S3Properties(
                      URI.create("http://localhost:9"), "us-east-1", "gyre", "a", "secret"))
              .hasToString("gyre at http://localhost:9");
        });
  }

  @Test
  void namesAllProblemsAtOnce() {
    runner
        .withPropertyValues("gyre.s3.endpoint=localhost", "gyre.s3.bucket=X")
        .run(context ->
            assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageContainingAll(
                    "gyre.s3.endpoint is 'localhost'",
                    "gyre.s3.bucket is 'X'",
                    "gyre.s3.access-key is missing",
                    "gyre.s3.secret-key is missing"));
  }

  @Test
  void staysOutWithoutAnAddress() {
    runner.run(context -> assertThat(context).doesNotHaveBean(S3Bucket.class));
  }
}
