package dev.gyre.infra.jobs;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something again and again, at a pace or when woken, on a virtual thread. */
final class JobLoop {

  private static final Logger log = LoggerFactory.getLogger(JobLoop.class);

  private final String name;
  private final Duration pace;
  private final Runnable body;
  private final Semaphore wake = new Semaphore(0);
  private volatile boolean running;
  private @Nullable Thread thread;

  JobLoop(String name, Duration pace, Runnable body) {
    this.name = name;
    this.pace = pace;
    this.body = body;
  }

  void start() {
    running = true;
    thread = Thread.ofVirtual().name(name).start(this::run);
  }

  /** Returns when a turn that is under way has ended. */
  void stop() throws InterruptedException {
    running = false;
    wake();
    if (thread != null) {
      thread.join();
    }
  }

  void wake() {
    wake.release();
  }

  boolean isRunning() {
    return running;
  }

  private void run() {
    while (running) {
      try {
        body.run();
      } catch (RuntimeException e) {
        log.error("A turn of the {} failed; the next comes in {}", name, pace, e);
      }
      try {
        if (wake.tryAcquire(pace.toMillis(), TimeUnit.MILLISECONDS)) {
          wake.drainPermits();
        }
      } catch (InterruptedException e) {
        running = false;
      }
    }
  }
}
