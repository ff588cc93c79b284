package dev.gyre.infra.postgres;

import dev.gyre.api.event.Event;
import dev.gyre.infra.postgres.EventLog.Entry;
import dev.gyre.infra.postgres.EventLog.Position;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings events to the consumers of one service. Any number of processes may run it: a consumer's
 * position is locked while a batch is at work, so that one process serves it at a time.
 *
 * <p>A notice from the database wakes the consumers at once; a slow poll finds what no notice told.
 * A long transaction anywhere in the database holds back the events of all that began after it.
 */
public final class EventDelivery implements SmartLifecycle {

  /** The channel on which a commit with events is announced. */
  static final String CHANNEL = "gyre_event";

  private static final Logger log = LoggerFactory.getLogger(EventDelivery.class);
  private static final int BATCH = 100;
  private static final Duration POLL = Duration.ofSeconds(5);
  private static final Duration HELD_BACK = Duration.ofMillis(50);
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

  private final EventLog events;
  private final TransactionTemplate transactions;
  private final ServiceName service;
  private final Executor executor;
  private final List<Loop> loops;
  private volatile boolean running;

  /**
   * @param jdbc on the data source that the transactions use
   * @param executor runs one task per consumer until {@link #stop}; virtual threads will do
   * @param notifications wakes the consumers; its life is its own
   */
  public EventDelivery(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      ServiceName service,
      List<EventConsumer> consumers,
      Executor executor,
      Notifications notifications) {
    this.events = new EventLog(jdbc);
    this.transactions = new TransactionTemplate(transactions);
    this.service = service;
    this.executor = executor;
    this.loops = consumers.stream().map(Loop::new).toList();
    notifications.listen(CHANNEL, this::wake);
  }

  /** Begins to deliver; without effect if it has begun. */
  @Override
  public synchronized void start() {
    if (!running) {
      running = true;
      loops.forEach(Loop::start);
    }
  }

  /** Ends after the batches at work. */
  @Override
  public synchronized void stop() {
    running = false;
    wake();
    CompletableFuture.allOf(
            loops.stream().map(loop -> loop.ended).toArray(CompletableFuture[]::new))
        .join();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Looks for events now. */
  public void wake() {
    loops.forEach(loop -> loop.bell.release());
  }

  /**
   * Delivers in the caller's thread what can be delivered now, to all consumers.
   *
   * @throws RuntimeException of the first consumer that fails
   */
  public void deliverNow() {
    for (Loop loop : loops) {
      while (deliver(loop.consumer, BATCH) == Outcome.MORE) {
        // until the log is read to its end
      }
    }
  }

  private Outcome deliver(EventConsumer consumer, int limit) {
    Outcome outcome =
        transactions.execute(_ -> {
          Optional<Position> position = events.lock(consumer.name(), service);
          if (position.isEmpty()) {
            return Outcome.DONE;
          }
          List<Entry> batch = events.after(position.get(), limit);
          if (batch.isEmpty()) {
            return events.isHeldBack() ? Outcome.HELD_BACK : Outcome.DONE;
          }
          batch.forEach(entry -> offer(consumer, entry.event()));
          events.move(consumer.name(), batch.getLast().position());
          return Outcome.MORE;
        });
    return outcome == null ? Outcome.DONE : outcome;
  }

  private static void offer(EventConsumer consumer, Event event) {
    if (!consumer.types().isEmpty() && !consumer.types().contains(event.type())) {
      return;
    }
    try {
      consumer.on(event);
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "Consumer '%s' failed at event %d, %s of %s; it comes again"
              .formatted(consumer.name(), event.id(), event.type(), event.subject()),
          e);
    }
  }

  private enum Outcome {
    /** A batch was delivered and more may follow. */
    MORE,
    /** Events exist that an older open transaction holds back. */
    HELD_BACK,
    /** Nothing to do, or another process does it. */
    DONE
  }

  /** One consumer's turns. */
  private final class Loop implements Runnable {

    private final EventConsumer consumer;
    private final Semaphore bell = new Semaphore(0);
    private CompletableFuture<Void> ended = CompletableFuture.completedFuture(null);
    private int failures;

    Loop(EventConsumer consumer) {
      this.consumer = consumer;
    }

    void start() {
      ended = CompletableFuture.runAsync(this, executor);
    }

    @Override
    public void run() {
      while (running) {
        Duration pause = turn();
        try {
          if (bell.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            bell.drainPermits();
          }
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }

    /** One batch; a single event after a failure, so that those before the bad one pass. */
    private Duration turn() {
      try {
        Outcome outcome = deliver(consumer, failures == 0 ? BATCH : 1);
        failures = 0;
        return switch (outcome) {
          case MORE -> Duration.ZERO;
          case HELD_BACK -> HELD_BACK;
          case DONE -> POLL;
        };
      } catch (RuntimeException e) {
        failures++;
        log.error("Events of consumer '{}' wait (failure {})", consumer.name(), failures, e);
        Duration delay = Duration.ofMillis(100L << Math.min(failures, 20));
        return delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
      }
    }
  }
}
