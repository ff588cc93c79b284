package dev.gyre.infra.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class JobPropertiesTests {

  private static final JobResources CAPACITY = new JobResources(2, DataSize.ofGigabytes(4));

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
                DataSize.ofMegabytes(10)));
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
                DataSize.ofMegabytes(1)))
        .hasMessageContaining("lease is PT2S and tick PT1S");
  }

  @Test
  void doublesThePauseUpToItsLimit() {
    JobPolicy policy =
        new JobPolicy(
            CAPACITY, Duration.ofHours(1), 9, Duration.ofSeconds(10), Duration.ofSeconds(60));
    assertThat(policy.pauseAfter(1)).hasSeconds(10);
    assertThat(policy.pauseAfter(3)).hasSeconds(40);
    assertThat(policy.pauseAfter(4)).hasSeconds(60);
    assertThat(policy.pauseAfter(1_000_000)).hasSeconds(60);
  }
}
