package dev.gyre.streams.align;

import java.util.Locale;
import java.util.Map;

/**
 * Which item of a stream belongs to a moment of the timeline. All bounds are inclusive and compare
 * times after the declared offset.
 */
public sealed interface Policy {

  /** Bound of all tolerances, ages and gaps: about 31 years. */
  long MOST_NANOS = 1_000_000_000_000_000_000L;

  /** The canonical members. */
  Map<String, Object> toMembers();

  /** The item of exactly this time. */
  record Exact() implements Policy {

    @Override
    public Map<String, Object> toMembers() {
      return Map.of("kind", "exact");
    }
  }

  /**
   * The nearest item, before or after. With {@link Reuse#ALLOWED} every moment takes the nearest
   * for itself, the earlier of two that are equally near; this is evo's rule when the master is the
   * shorter stream. With {@link Reuse#ONCE} pairs are taken from the smallest gap up (then by
   * moment, then by item) while both sides are free; this is TUM's {@code associate}, where the
   * bound itself is out and here it is in.
   *
   * @param toleranceNanos largest gap, 0 or more
   */
  record Nearest(long toleranceNanos, Reuse reuse) implements Policy {

    public Nearest {
      check("tolerance", toleranceNanos, 0);
    }

    @Override
    public Map<String, Object> toMembers() {
      return Map.of(
          "kind",
          "nearest",
          "tolerance_nanos",
          Long.toString(toleranceNanos),
          "reuse",
          reuse.wireName());
    }
  }

  /**
   * The newest item that is not after the moment: what a program that runs live would have. With
   * {@link Reuse#ONCE} an item serves the first moment that takes it and a later moment without a
   * newer one misses; it never falls back to an older one.
   *
   * @param toleranceNanos largest gap, 0 or more
   */
  record AsOf(long toleranceNanos, Reuse reuse) implements Policy {

    public AsOf {
      check("tolerance", toleranceNanos, 0);
    }

    @Override
    public Map<String, Object> toMembers() {
      return Map.of(
          "kind",
          "as-of",
          "tolerance_nanos",
          Long.toString(toleranceNanos),
          "reuse",
          reuse.wireName());
    }
  }

  /**
   * The newest item that is not after the moment, held for streams that are slower than the
   * timeline: the same item serves many moments, and each says its age.
   *
   * @param maxAgeNanos largest age, 0 or more; there is no unbounded hold
   */
  record Hold(long maxAgeNanos) implements Policy {

    public Hold {
      check("maximum age", maxAgeNanos, 0);
    }

    @Override
    public Map<String, Object> toMembers() {
      return Map.of("kind", "hold", "max_age_nanos", Long.toString(maxAgeNanos));
    }
  }

  /**
   * A value between the neighbours before and after, by {@link Interpolation}; never beyond the
   * first or last item. An item of exactly this time is taken as it is.
   *
   * @param maxGapNanos largest time between the two neighbours, 1 or more
   */
  record Interpolate(long maxGapNanos) implements Policy {

    public Interpolate {
      check("maximum gap", maxGapNanos, 1);
    }

    @Override
    public Map<String, Object> toMembers() {
      return Map.of("kind", "interpolate", "max_gap_nanos", Long.toString(maxGapNanos));
    }
  }

  /** Whether one item may serve two samples. */
  enum Reuse {
    ONCE,
    ALLOWED;

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static void check(String what, long nanos, long least) {
    if (nanos < least || nanos > MOST_NANOS) {
      throw new IllegalArgumentException(
          "The %s is %d ns; state one from %d to %d".formatted(what, nanos, least, MOST_NANOS));
    }
  }
}
