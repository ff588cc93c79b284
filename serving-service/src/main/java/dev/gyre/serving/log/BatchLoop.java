package dev.gyre.serving.log;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that takes whatever waits, as one batch, and works on it; while it works the next
 * batch gathers. It never waits for a batch to fill.
 */
final class BatchLoop<T> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BatchLoop.class);
  private static final long LOOK_MILLIS = 200;

  private final BlockingQueue<T> queue;
  private final int batchSize;
  private final Consumer<List<T>> work;
  private final Thread thread;
  private volatile boolean open = true;

  /**
   * @param work ends each item of the batch itself and throws nothing
   */
  BatchLoop(String name, int capacity, int batchSize, Consumer<List<T>> work) {
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.batchSize = batchSize;
    this.work = work;
    this.thread = Thread.ofPlatform().name(name).daemon().start(this::run);
  }

  /** Takes an item, or refuses it at once if the queue is full or closed. */
  boolean offer(T item) {
    return open && queue.offer(item);
  }

  /** Takes an item as soon as there is room. */
  void put(T item) {
    boolean interrupted = false;
    while (true) {
      try {
        queue.put(item);
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  int waiting() {
    return queue.size();
  }

  /** Takes no more, and returns when all that waits is done. */
  @Override
  public void close() {
    open = false;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<T> late = new ArrayList<>();
    queue.drainTo(late);
    if (!late.isEmpty()) {
      work.accept(late);
    }
  }

  private void run() {
    while (open || !queue.isEmpty()) {
      List<T> batch = new ArrayList<>();
      try {
        T first = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        batch.add(first);
        queue.drainTo(batch, batchSize - 1);
        work.accept(batch);
      } catch (InterruptedException e) {
        LOG.warn("The thread '{}' was interrupted and goes on", thread.getName());
      } catch (RuntimeException | Error e) {
        LOG.error("A batch of {} was not ended", batch.size(), e);
      }
    }
  }
}
