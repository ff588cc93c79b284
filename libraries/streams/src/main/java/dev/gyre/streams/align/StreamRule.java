package dev.gyre.streams.align;

import dev.gyre.streams.StreamKind;
import java.util.Map;

/**
 * How one stream is aligned. Every part is stated; there are no defaults.
 *
 * @param kind of every item; only {@link Interpolation#KINDS} may be interpolated
 */
public record StreamRule(StreamKind kind, ClockRule clock, Policy policy, MissRule onMiss) {

  public StreamRule {
    if (policy instanceof Policy.Interpolate && !Interpolation.KINDS.contains(kind)) {
      throw new IllegalArgumentException(
          "A stream of kind '%s' cannot be interpolated: values between two of its items mean nothing; take exact, nearest, as-of or hold"
              .formatted(kind.name()));
    }
  }

  Map<String, Object> toMembers() {
    return Map.of(
        "kind",
        kind.name(),
        "clock",
        clock.toMembers(),
        "policy",
        policy.toMembers(),
        "on_miss",
        onMiss.wireName());
  }
}
