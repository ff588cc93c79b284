package dev.gyre.streams.declaration;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When items of a stream come.
 *
 * @param clock name of the clock that orders them, for example {@code header}
 * @param rateHz items in a second, above 0; null if they come irregularly
 */
public record Timing(String clock, @Nullable Double rateHz) {

  public Timing {
    if (!clock.matches("[a-z][a-z0-9_-]{0,31}")) {
      throw new IllegalArgumentException(
          "clock is '%s'; give a name of 1 to 32 lower-case letters, digits, - and _"
              .formatted(clock));
    }
    if (rateHz != null && !(rateHz > 0 && rateHz <= 1e9)) {
      throw new IllegalArgumentException("rateHz is %s; give more than 0".formatted(rateHz));
    }
  }

  Map<String, @Nullable Object> toMembers() {
    Map<String, @Nullable Object> members = new HashMap<>();
    members.put("clock", clock);
    members.put("rate_hz", rateHz);
    return members;
  }
}
