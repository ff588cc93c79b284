package dev.gyre.infra.postgres;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Forgets by the rules of all services of this process, in rounds, the first after one pause. */
public final class Retention implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Retention.class);

  private final List<RetentionRule> rules;
  private final Clock clock;
  private final Duration pause;
  private @Nullable ScheduledExecutorService rounds;

  public Retention(List<RetentionRule> rules, Clock clock, Duration pause) {
    this.rules = List.copyOf(rules);
    this.clock = clock;
    this.pause = pause;
  }

  /** One round, in the caller's thread. A rule that fails does not stop the others. */
  public void run() {
    for (RetentionRule rule : rules) {
      try {
        int forgotten = rule.forget().applyAsInt(clock.instant().minus(rule.keep()));
        if (forgotten > 0) {
          log.info("Forgot {} {} older than {}", forgotten, rule.name(), rule.keep());
        }
      } catch (RuntimeException e) {
        log.warn("Old {} are not forgotten now; the next round tries again", rule.name(), e);
      }
    }
  }

  @Override
  public synchronized void start() {
    if (rounds == null) {
      rounds =
          Executors.newSingleThreadScheduledExecutor(
              Thread.ofVirtual().name("retention").factory());
      var _ =
          rounds.scheduleWithFixedDelay(
              this::run, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Waits for the round at work. */
  @Override
  public synchronized void stop() {
    if (rounds != null) {
      rounds.close();
      rounds = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return rounds != null;
  }
}
