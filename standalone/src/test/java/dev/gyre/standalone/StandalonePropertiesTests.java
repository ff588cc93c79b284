package dev.gyre.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class StandalonePropertiesTests {

  @Test
  void embedsEverythingUnlessConfigured() {
    StandaloneProperties properties = properties(Map.of());
    assertThat(properties.database()).isNull();
    assertThat(properties.s3()).isNull();
    assertThat(properties.services())
        .containsExactly("project", "data", "training", "eval", "serving", "monitoring");
  }

  @Test
  void readsAnExternalDatabaseFromTheEnvironment() {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(
            new SystemEnvironmentPropertySource(
                "test-systemEnvironment",
                Map.of(
                    "GYRE_DATABASE_URL", "jdbc:postgresql://db/gyre",
                    "GYRE_DATABASE_ADMINUSER", "admin",
                    "GYRE_DATABASE_ADMINPASSWORD", "secret",
                    "GYRE_SERVICES", "project,data")));
    StandaloneProperties properties = StandaloneProperties.of(environment);
    assertThat(properties.database())
        .isEqualTo(
            new StandaloneProperties.Database(
                "jdbc:postgresql://db/gyre", "gyre_app", null, "admin", "secret"));
    assertThat(properties.services()).containsExactly("project", "data");
  }

  @Test
  void fillsInRegionAndBucketOfAnExternalStore() {
    StandaloneProperties properties =
        properties(
            Map.of(
                "gyre.s3.endpoint", "https://s3.example",
                "gyre.s3.access-key", "key",
                "gyre.s3.secret-key", "secret"));
    assertThat(Objects.requireNonNull(properties.s3()).access())
        .isEqualTo(new S3Access("https://s3.example", "us-east-1", "gyre", "key", "secret"));
  }

  private static StandaloneProperties properties(Map<String, Object> values) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("test", values));
    return StandaloneProperties.of(environment);
  }
}
