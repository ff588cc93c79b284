package dev.gyre.streams.align;

import java.util.Map;

/** The moments at which there are samples. */
public sealed interface Timeline {

  /** The canonical members. */
  Map<String, Object> toMembers();

  /** One sample per item of this stream, at its time. */
  record Master(String stream) implements Timeline {

    @Override
    public Map<String, Object> toMembers() {
      return Map.of("kind", "master", "stream", stream);
    }
  }

  /**
   * A fixed rate. Moment <i>k</i> is at {@code origin + k * perNanos / samples}, rounded to whole
   * nanoseconds, so the rate does not drift: 30 Hz are 30 samples per 1,000,000,000 ns. There are
   * samples where every stream that has no fill has begun and none has ended.
   *
   * @param samples at least 1
   * @param perNanos at least {@code samples}; their product is below 2^61
   */
  record Grid(long samples, long perNanos, Origin origin) implements Timeline {

    private static final long MOST = 1L << 61;

    public Grid {
      if (samples < 1 || perNanos < samples || perNanos > MOST / samples) {
        throw new IllegalArgumentException(
            "A grid of %d samples per %d ns cannot be; take 1 or more samples and at most one per ns"
                .formatted(samples, perNanos));
      }
    }

    /** The first moment at or after that many nanoseconds from the origin. */
    long numberAt(long sinceOrigin) {
      long whole = Math.floorDiv(sinceOrigin, perNanos) * samples;
      long rest = Math.floorMod(sinceOrigin, perNanos) * samples;
      long number = whole + Math.ceilDiv(rest, perNanos) - 1;
      return sinceOrigin(number) < sinceOrigin ? number + 1 : number;
    }

    /** Nanoseconds from the origin to that moment. */
    long sinceOrigin(long number) {
      long rest = Math.floorMod(number, samples) * perNanos;
      return Math.floorDiv(number, samples) * perNanos + (2 * rest + samples) / (2 * samples);
    }

    @Override
    public Map<String, Object> toMembers() {
      return Map.of(
          "kind",
          "grid",
          "samples",
          Long.toString(samples),
          "per_nanos",
          Long.toString(perNanos),
          "origin",
          origin.toMembers());
    }
  }

  /** Where moment 0 of a grid is. */
  sealed interface Origin {

    /** The canonical members. */
    Map<String, Object> toMembers();

    /** At this time; 0 with times since 1970 makes parts of one recording fall on one grid. */
    record At(long timeNanos) implements Origin {

      public At {
        if (timeNanos < -TimedItem.MOST_NANOS || timeNanos > TimedItem.MOST_NANOS) {
          throw new IllegalArgumentException(
              "The origin %d ns is not within ±%d".formatted(timeNanos, TimedItem.MOST_NANOS));
        }
      }

      @Override
      public Map<String, Object> toMembers() {
        return Map.of("kind", "at", "time_nanos", Long.toString(timeNanos));
      }
    }

    /** At the first moment at which every stream without fill has an item or had one. */
    record FirstCommon() implements Origin {

      @Override
      public Map<String, Object> toMembers() {
        return Map.of("kind", "first-common");
      }
    }
  }
}
