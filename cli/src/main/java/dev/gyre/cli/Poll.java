package dev.gyre.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Asks again and again until there is an answer; quickly at first, then at most twice a second. */
public final class Poll {

  private static final Duration SHORTEST = Duration.ofMillis(25);
  private static final Duration LONGEST = Duration.ofMillis(500);

  private Poll() {}

  /**
   * The first answer.
   *
   * @param what is waited for, in words, for the failure
   * @throws CommandFailure with {@link Exit#TIMED_OUT} if there is none in time
   */
  public static <T> T until(String what, Duration timeout, Supplier<Optional<T>> question) {
    long end = System.nanoTime() + timeout.toNanos();
    long pause = SHORTEST.toNanos();
    while (true) {
      Optional<T> answer = question.get();
      if (answer.isPresent()) {
        return answer.get();
      }
      if (System.nanoTime() - end >= 0) {
        throw new CommandFailure(
            Exit.TIMED_OUT,
            "%s took longer than %d s; it goes on, look again or give more --timeout"
                .formatted(what, timeout.toSeconds()));
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new CommandFailure(Exit.SERVER, "Interrupted while waiting for " + what);
      }
      LockSupport.parkNanos(pause);
      pause = Math.min(pause * 5 / 4, LONGEST.toNanos());
    }
  }
}
