package dev.gyre.infra.jobs;

import dev.gyre.api.PlatformException;
import java.time.Duration;

/**
 * How jobs of one type are run, unless a submission says otherwise.
 *
 * @param timeout how long one attempt may take; above 0
 * @param maxAttempts how many attempts may fail by fault of the platform before the job does; 1 or
 *     more
 * @param backOff pause before the second attempt, doubled for each further one
 * @param maxBackOff the longest pause
 */
public record JobPolicy(
    JobResources resources,
    Duration timeout,
    int maxAttempts,
    Duration backOff,
    Duration maxBackOff) {

  public JobPolicy {
    if (!timeout.isPositive()) {
      throw PlatformException.invalid("timeout", timeout, "above 0");
    }
    if (maxAttempts < 1) {
      throw PlatformException.invalid("max_attempts", maxAttempts, "1 or more");
    }
    if (backOff.isNegative() || maxBackOff.compareTo(backOff) < 0) {
      throw PlatformException.invalid(
          "back_off", backOff, "from 0 to max_back_off (" + maxBackOff + ")");
    }
  }

  /** Three attempts with pauses from 10 seconds to 5 minutes. */
  public static JobPolicy of(JobResources resources, Duration timeout) {
    return new JobPolicy(resources, timeout, 3, Duration.ofSeconds(10), Duration.ofMinutes(5));
  }

  /**
   * The pause after this many failures.
   *
   * @param failures 1 or more
   */
  Duration pauseAfter(int failures) {
    Duration pause = backOff;
    for (int i = 1; i < failures && pause.compareTo(maxBackOff) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(maxBackOff) < 0 ? pause : maxBackOff;
  }
}
