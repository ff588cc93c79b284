package dev.gyre.api.monitoring;

import java.time.Instant;

/**
 * Somebody lives with a failure mode for a while. No remedy and no proof.
 *
 * @param until in the future; the incident returns to {@code TRIAGED} then
 * @param reason 1 to 1000 characters
 */
public record Acceptance(Instant until, String reason) {

  public Acceptance {
    Decision.requireReason(reason);
  }
}
