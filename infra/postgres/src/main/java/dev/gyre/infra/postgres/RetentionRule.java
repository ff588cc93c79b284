package dev.gyre.infra.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.function.ToIntFunction;

/**
 * Something of a service that is forgotten once it is old.
 *
 * @param name what it is, for the log, such as {@code data idempotency keys}
 * @param keep how long it stays
 * @param forget forgets what is older than an instant and says how many; may be asked by several
 *     processes at once, and again after a failure
 */
public record RetentionRule(String name, Duration keep, ToIntFunction<Instant> forget) {

  public RetentionRule {
    if (!keep.isPositive()) {
      throw new IllegalArgumentException(
          "Retention of %s is %s; give a time above 0".formatted(name, keep));
    }
  }
}
