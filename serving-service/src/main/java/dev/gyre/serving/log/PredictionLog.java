package dev.gyre.serving.log;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The prediction log. Entries pass a bounded queue to one writer, which stores payloads together
 * and then writes rows together; nothing waits for a batch to fill. A full queue refuses.
 */
@Component
public class PredictionLog implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(PredictionLog.class);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final int TICKS_BETWEEN_PARTITIONS = 600;

  private final LogWriter writer;
  private final LogPartitions partitions;
  private final Losses losses;
  private final LogProperties properties;
  private final Clock clock;
  private final AtomicLong queuedBytes = new AtomicLong();
  private volatile @Nullable Running running;

  PredictionLog(
      LogWriter writer,
      LogPartitions partitions,
      Losses losses,
      LogProperties properties,
      Clock clock,
      MeterRegistry meters) {
    this.writer = writer;
    this.partitions = partitions;
    this.losses = losses;
    this.properties = properties;
    this.clock = clock;
    Gauge.builder("gyre.serving.log.waiting", this, PredictionLog::waiting)
        .description("Predictions that wait to be logged")
        .register(meters);
    Gauge.builder("gyre.serving.log.waiting.bytes", queuedBytes, AtomicLong::doubleValue)
        .description("Bytes of payloads that wait to be stored")
        .baseUnit("bytes")
        .register(meters);
  }

  /**
   * Writes entries and returns when all are durable, payloads included.
   *
   * @return in the order of the entries
   * @throws PlatformException with {@code CAPACITY} if there is no room, {@code DEPENDENCY} if
   *     database or store do not answer. Some may have been written then, unknown which: a
   *     repetition under the same client key is safe.
   */
  public List<Logged> write(List<LogEntry> entries) {
    List<Pending> pending = entries.stream().map(PredictionLog::pending).toList();
    for (Pending each : pending) {
      if (!offer(each)) {
        throw new PlatformException(
            ErrorCode.CAPACITY,
            "The prediction log has no room at this moment; repeat the request later");
      }
    }
    long deadline = System.nanoTime() + properties.patience().toNanos();
    return pending.stream().map(each -> await(each.done(), deadline)).toList();
  }

  /** Takes an entry and returns at once. What cannot be written is counted as lost. */
  public void count(LogEntry entry) {
    Pending pending = pending(entry);
    if (!offer(pending)) {
      losses.add(entry.endpoint());
      return;
    }
    var _ =
        pending
            .done()
            .whenComplete((logged, failure) -> {
              if (failure != null) {
                losses.add(entry.endpoint());
              }
            });
  }

  /** Tells the database of losses now; otherwise it happens every second. */
  void tellLosses() {
    losses.tell();
  }

  @Override
  public synchronized void start() {
    if (running == null) {
      partitions.ensure(clock.instant());
      running = new Running();
    }
  }

  /** Writes all that waits, then ends. */
  @Override
  public synchronized void stop() {
    Running present = running;
    running = null;
    if (present != null) {
      present.close();
      tick(0);
    }
  }

  @Override
  public boolean isRunning() {
    return running != null;
  }

  /** Before the deployments, and stopped after them: the last answers are logged. */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 4000;
  }

  private static Pending pending(LogEntry entry) {
    return new Pending(entry, new CompletableFuture<>());
  }

  private boolean offer(Pending pending) {
    Running present = running;
    long bytes = pending.entry().payloadBytes();
    long most = properties.maxQueuedBytes().toBytes();
    // An entry larger than the bound passes alone.
    long before = queuedBytes.getAndAdd(bytes);
    if (present == null
        || (bytes > 0 && before > 0 && before + bytes > most)
        || !present.payloads.offer(pending)) {
      queuedBytes.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  private int waiting() {
    Running present = running;
    return present == null ? 0 : present.payloads.waiting() + present.rows.waiting();
  }

  private Logged await(CompletableFuture<Logged> done, long deadline) {
    try {
      return done.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PlatformException problem) {
        throw new PlatformException(problem.code(), problem.detail(), problem.args(), problem);
      }
      throw new IllegalStateException("The prediction could not be logged", e.getCause());
    } catch (TimeoutException e) {
      throw new PlatformException(
          ErrorCode.DEPENDENCY,
          "The prediction was not logged within %s; it may still be, so repeat it under its client key"
              .formatted(properties.patience()),
          Map.of(),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PlatformException(ErrorCode.CAPACITY, "The server is stopping; repeat later");
    }
  }

  private void tick(int count) {
    try {
      losses.tell();
      if (count % TICKS_BETWEEN_PARTITIONS == TICKS_BETWEEN_PARTITIONS - 1) {
        partitions.ensure(clock.instant());
      }
    } catch (RuntimeException e) {
      LOG.warn("The log's upkeep failed and is repeated: {}", e.getMessage());
    }
  }

  /** The threads between start and stop. */
  private final class Running implements AutoCloseable {

    private final BatchLoop<Pending> rows =
        new BatchLoop<>(
            "prediction-log-rows", properties.batchSize(), properties.batchSize(), writer::write);
    private final BatchLoop<Pending> payloads =
        new BatchLoop<>(
            "prediction-log-payloads",
            properties.queueCapacity(),
            properties.batchSize(),
            this::storePayloads);
    private final ScheduledExecutorService ticks =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("prediction-log-tick").factory());
    private int ticked;

    Running() {
      var _ =
          ticks.scheduleWithFixedDelay(
              () -> tick(ticked++), TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void storePayloads(List<Pending> batch) {
      List<Pending> stored = writer.storePayloads(batch);
      batch.forEach(pending -> queuedBytes.addAndGet(-pending.entry().payloadBytes()));
      stored.forEach(rows::put);
    }

    @Override
    public void close() {
      ticks.shutdown();
      payloads.close();
      rows.close();
    }
  }
}
