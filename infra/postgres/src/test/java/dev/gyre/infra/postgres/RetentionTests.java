package dev.gyre.infra.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RetentionTests {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @Test
  void asksEachRuleForWhatIsOlderThanItKeeps() {
    List<Instant> asked = new ArrayList<>();
    RetentionRule days = rule(Duration.ofDays(7), asked);
    RetentionRule hours = rule(Duration.ofHours(2), asked);
    new Retention(List.of(days, hours), CLOCK, Duration.ofHours(1)).run();
    assertThat(asked).containsExactly(NOW.minusSeconds(7 * 86_400), NOW.minusSeconds(7_200));
  }

  @Test
  void goesOnAfterARuleThatFails() {
    List<Instant> asked = new ArrayList<>();
    RetentionRule failing =
        new RetentionRule(
            "things",
            Duration.ofDays(1),
            _ -> {
              throw new IllegalStateException("the store is away");
            });
    RetentionRule next = rule(Duration.ofDays(1), asked);
    new Retention(List.of(failing, next), CLOCK, Duration.ofHours(1)).run();
    assertThat(asked).hasSize(1);
  }

  @Test
  void goesRoundWhileItRuns() throws InterruptedException {
    CountDownLatch twice = new CountDownLatch(2);
    RetentionRule rule =
        new RetentionRule(
            "things",
            Duration.ofDays(1),
            _ -> {
              twice.countDown();
              return 1;
            });
    Retention retention = new Retention(List.of(rule), CLOCK, Duration.ofMillis(1));
    retention.start();
    assertThat(twice.await(30, TimeUnit.SECONDS)).isTrue();
    retention.stop();
    assertThat(retention.isRunning()).isFalse();
  }

  @Test
  void refusesToKeepNothing() {
    assertThatThrownBy(() -> rule(Duration.ZERO, new ArrayList<>()))
        .hasMessageContaining("give a time above 0");
  }

  private static RetentionRule rule(Duration keep, List<Instant> asked) {
    return new RetentionRule(
        "things",
        keep,
        before -> {
          asked.add(before);
          return 0;
        });
  }
}
