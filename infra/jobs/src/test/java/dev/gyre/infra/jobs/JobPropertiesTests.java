package dev.gyre.infra.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class JobPropertiesTests {

  private static final JobResources CAPACITY = new JobResources(2, DataSize.ofGigabytes(4));

  private static final Duration USUAL = Duration.ofSeconds(3);

  @Test
  void hasSafeValues() {
    assertThat(JobProperties.of("here", CAPACITY))
        .isEqualTo(
            new JobProperties(
                "here",
                CAPACITY,
                Duration.ofSeconds(120),
                Duration.ofSeconds(1),
                Duration.ofSeconds(15),
                Duration.ofSeconds(600),
                4,
                DataSize.ofMegabytes(10),
                Duration.ofSeconds(10)));
  }

  @Test
  void refusesALeaseThatAHeartbeatCannotKeep() {
    assertThatThrownBy(() ->
            new JobProperties(
                "here",
                CAPACITY,
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Duration.ZERO,
                Duration.ZERO,
                1,
                DataSize.ofMegabytes(1),
                Duration.ZERO))
        .hasMessageContaining("lease is PT2S and tick PT1S");
  }

  @Test
  void doublesThePauseUpToItsLimit() {
    JobPolicy policy =
        new JobPolicy(
            CAPACITY, Duration.ofHours(1), 9, Duration.ofSeconds(10), Duration.ofSeconds(60));
    assertThat(policy.pauseAfter(1, USUAL)).hasSeconds(10);
    assertThat(policy.pauseAfter(3, USUAL)).hasSeconds(40);
    assertThat(policy.pauseAfter(4, USUAL)).hasSeconds(60);
    assertThat(policy.pauseAfter(1_000_000, USUAL)).hasSeconds(60);
  }

  @Test
  void takesTheHostsPauseWhereATypeNamesNone() {
    JobPolicy policy = JobPolicy.of(CAPACITY, Duration.ofHours(1));
    assertThat(policy.pauseAfter(1, USUAL)).isEqualTo(USUAL);
    assertThat(policy.pauseAfter(2, USUAL)).hasSeconds(6);
    assertThat(policy.pauseAfter(9, USUAL)).hasMinutes(5);
  }

  @Test
  void refusesANegativePause() {
    assertThatThrownBy(() ->
            new JobProperties(
                "here",
                CAPACITY,
                Duration.ofSeconds(9),
                Duration.ofSeconds(1),
                Duration.ZERO,
                Duration.ZERO,
                1,
                DataSize.ofMegabytes(1),
                Duration.ofSeconds(-1)))
        .hasMessageContaining("back-off is PT-1S");
  }

  @Test
  void readsEachKeyOfTheHost() {
    HostProperties host =
        new Binder(
                new MapConfigurationPropertySource(
                    Map.of(
                        "gyre.jobs.host", "there",
                        "gyre.jobs.lease", "8s",
                        "gyre.jobs.back-off", "1s",
                        "gyre.jobs.worker-options", "-Xint,-Xss1m")))
            .bind("gyre.jobs", HostProperties.class)
            .get();
    assertThat(host.jvmArguments(Path.of("/h"))).endsWith("-Xint", "-Xss1m");
    assertThat(host.toJobProperties().lease()).hasSeconds(8);
    assertThat(host.toJobProperties().backOff()).hasSeconds(1);
  }

  /** The launcher looks for it when it stops what runs on a home. */
  @Test
  void namesTheHomeOnTheCommandLineOfEachWorker() {
    HostProperties host =
        new Binder(new MapConfigurationPropertySource(Map.of("gyre.jobs.host", "there")))
            .bind("gyre.jobs", HostProperties.class)
            .get();
    assertThat(host.jvmArguments(Path.of("/a home"))).contains("-Dgyre.worker.home=/a home");
  }
}
