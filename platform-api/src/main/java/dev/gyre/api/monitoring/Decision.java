package dev.gyre.api.monitoring;

import dev.gyre.api.PlatformException;

/**
 * Why somebody decided so.
 *
 * @param reason 1 to 1000 characters
 */
public record Decision(String reason) {

  public Decision {
    requireReason(reason);
  }

  static void requireReason(String reason) {
    if (reason.isBlank() || reason.length() > 1000) {
      throw PlatformException.invalid("reason", reason, "1 to 1000 characters");
    }
  }
}
