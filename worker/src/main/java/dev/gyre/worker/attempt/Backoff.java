package dev.gyre.worker.attempt;

import dev.gyre.api.PlatformException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Repeats calls that failed for want of room or of an answer, with pauses that double.
 *
 * @param first pause before the second try
 * @param longest no pause is longer
 * @param total no try begins later than this after the first
 */
public record Backoff(Duration first, Duration longest, Duration total) {

  /** From 0.2 s to 5 s, for 3 minutes. */
  public static final Backoff STANDARD =
      new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofMinutes(3));

  /** The same pauses for another time. */
  public Backoff lasting(Duration other) {
    return new Backoff(first, longest, other);
  }

  /**
   * The answer of the first try that succeeds.
   *
   * @throws PlatformException the last failure, or at once one that repeating does not cure
   */
  public <T> T call(Supplier<T> call) {
    long start = System.nanoTime();
    Duration pause = first;
    while (true) {
      try {
        return call.get();
      } catch (PlatformException e) {
        if (!isCuredByTime(e) || System.nanoTime() - start + pause.toNanos() > total.toNanos()) {
          throw e;
        }
      }
      pause(pause);
      pause = longer(pause);
    }
  }

  /** The pause after this one. */
  public Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }

  /** Waits; an interrupt ends the wait and stays noted. */
  public static void pause(Duration pause) {
    try {
      boolean _ = new CountDownLatch(1).await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the same call may succeed later. */
  static boolean isCuredByTime(PlatformException failure) {
    return switch (failure.code().category()) {
      case CAPACITY, DEPENDENCY -> !Thread.currentThread().isInterrupted();
      case USER, CONFLICT, NOT_FOUND, DENIED, INTERNAL -> false;
    };
  }
}
