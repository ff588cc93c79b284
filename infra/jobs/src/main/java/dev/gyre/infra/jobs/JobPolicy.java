package dev.gyre.infra.jobs;

import dev.gyre.api.PlatformException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How jobs of one type are run, unless a submission says otherwise.
 *
 * @param timeout how long one attempt may take; above 0
 * @param maxAttempts how many attempts may fail by fault of the platform before the job does; 1 or
 *     more
 * @param backOff pause before the second attempt, doubled for each further one; that of the host if
 *     absent
 * @param maxBackOff the longest pause
 */
public record JobPolicy(
    JobResources resources,
    Duration timeout,
    int maxAttempts,
    @Nullable Duration backOff,
    Duration maxBackOff) {

  public JobPolicy {
    if (!timeout.isPositive()) {
      throw PlatformException.invalid("timeout", timeout, "above 0");
    }
    if (maxAttempts < 1) {
      throw PlatformException.invalid("max_attempts", maxAttempts, "1 or more");
    }
    if (maxBackOff.isNegative()
        || (backOff != null && (backOff.isNegative() || maxBackOff.compareTo(backOff) < 0))) {
      throw PlatformException.invalid(
          "back_off", backOff, "from 0 to max_back_off (" + maxBackOff + ")");
    }
  }

  /** Three attempts with pauses from the host's to 5 minutes. */
  public static JobPolicy of(JobResources resources, Duration timeout) {
    return new JobPolicy(resources, timeout, 3, null, Duration.ofMinutes(5));
  }

  /**
   * The pause after this many failures.
   *
   * @param failures 1 or more
   * @param usual the host's first pause, for a type that names none
   */
  Duration pauseAfter(int failures, Duration usual) {
    Duration pause = backOff == null ? usual : backOff;
    for (int i = 1; i < failures && pause.compareTo(maxBackOff) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(maxBackOff) < 0 ? pause : maxBackOff;
  }
}
