package dev.gyre.worker.attempt;

import dev.gyre.api.PlatformException;
import dev.gyre.api.job.JobHeartbeat;
import dev.gyre.api.job.JobLease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds the lease of an attempt from a thread of its own: a heartbeat at least four times within
 * each lease, and within a second of news. A heartbeat without an answer is sent again as it was.
 *
 * <p>Ends the process when the attempt has lost the job or the lease ends without an answer,
 * whatever the body is doing then: it may stand in native code.
 */
final class Heartbeats {

  private static final Duration NEWS = Duration.ofSeconds(1);
  private static final Duration LONGEST_CALL = Duration.ofSeconds(10);
  private static final Duration SHORTEST = Duration.ofMillis(50);

  private final AttemptClient client;
  private final Reports reports;
  private final Clock clock;
  private final BiConsumer<WorkerExit, String> end;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Instant leaseUntil;
  private Instant nextRegular = Instant.MIN;
  private Instant nextNews = Instant.MIN;
  private boolean completing;
  private boolean silent;
  private boolean stopped;
  private int sequence;
  private @Nullable JobHeartbeat unanswered;
  private volatile boolean cancelRequested;

  /**
   * @param end ends the process; does not return there
   */
  Heartbeats(
      AttemptClient client,
      Reports reports,
      Instant leaseUntil,
      Clock clock,
      BiConsumer<WorkerExit, String> end) {
    this.client = client;
    this.reports = reports;
    this.leaseUntil = leaseUntil;
    this.clock = clock;
    this.end = end;
  }

  void start() {
    Thread.ofPlatform().name("heartbeats").daemon().start(this::run);
  }

  boolean isCancelRequested() {
    return cancelRequested;
  }

  /**
   * Waits until all that was reported before has been answered, at most this long.
   *
   * @return whether it has been
   */
  boolean awaitReports(Duration limit) {
    lock.lock();
    try {
      nextNews = Instant.MIN;
      changed.signalAll();
      long nanos = limit.toNanos();
      while (nanos > 0 && !silent && !allAnswered()) {
        nanos = changed.awaitNanos(nanos);
        nextNews = Instant.MIN;
      }
      return allAnswered();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Waits likewise. Then says nothing more that an answered completion could fence. */
  void beginCompletion(Duration limit) {
    boolean _ = awaitReports(limit);
    lock.lock();
    try {
      completing = true;
    } finally {
      lock.unlock();
    }
  }

  private boolean allAnswered() {
    return reports.isEmpty() && unanswered == null;
  }

  void stop() {
    lock.lock();
    try {
      stopped = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    lock.lock();
    try {
      while (!stopped) {
        Instant now = clock.instant();
        if (!now.isBefore(leaseUntil)) {
          end.accept(
              WorkerExit.LEASE_ENDED,
              "No heartbeat was answered until the lease ended at " + leaseUntil);
          return;
        }
        if (isDue(now)) {
          beat(now);
          changed.signalAll();
        }
        long _ = changed.awaitNanos(SHORTEST.toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private boolean isDue(Instant now) {
    if (silent) {
      return false;
    }
    boolean news = unanswered == null && !reports.isEmpty();
    return !now.isBefore(nextRegular) || (news && !now.isBefore(nextNews));
  }

  /** Called under the lock, which is given up during the call. */
  private void beat(Instant now) {
    JobHeartbeat heartbeat = unanswered;
    if (heartbeat == null) {
      heartbeat = reports.take(++sequence);
      unanswered = heartbeat;
    }
    Duration left = Duration.between(now, leaseUntil);
    Duration limit = left.compareTo(LONGEST_CALL) < 0 ? left : LONGEST_CALL;
    lock.unlock();
    JobLease lease = null;
    PlatformException failure = null;
    try {
      lease = client.heartbeat(heartbeat, limit);
    } catch (PlatformException e) {
      failure = e;
    } finally {
      lock.lock();
    }
    if (lease != null) {
      answered(lease);
    } else if (failure != null) {
      failed(failure);
    }
  }

  private void answered(JobLease lease) {
    unanswered = null;
    leaseUntil = lease.leaseUntil();
    cancelRequested |= lease.cancelRequested();
    Instant now = clock.instant();
    nextRegular = now.plus(longer(Duration.between(now, leaseUntil).dividedBy(4), SHORTEST));
    nextNews = now.plus(NEWS);
  }

  private void failed(PlatformException failure) {
    switch (failure.code().category()) {
      case CAPACITY, DEPENDENCY, INTERNAL -> {
        Instant now = clock.instant();
        nextRegular = now.plus(longer(Duration.between(now, leaseUntil).dividedBy(10), SHORTEST));
      }
      case CONFLICT, DENIED, NOT_FOUND -> lost(failure);
      case USER -> {
        // Repeating it would only be refused again; the next one renews the lease.
        unanswered = null;
        reports.line("A report was refused: " + failure.detail());
        nextRegular = clock.instant().plus(NEWS);
      }
    }
  }

  /** While the completion is under way its own answer decides: it may have been taken already. */
  private void lost(PlatformException failure) {
    silent = true;
    if (!completing) {
      end.accept(WorkerExit.FENCED, failure.code() + ": " + failure.detail());
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
