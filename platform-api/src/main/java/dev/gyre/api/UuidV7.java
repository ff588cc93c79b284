package dev.gyre.api;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Time-ordered identifiers (RFC 9562, version 7), made here because the oldest supported PostgreSQL
 * has none.
 */
public final class UuidV7 {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final AtomicLong LAST = new AtomicLong();

  private UuidV7() {}

  /**
   * A new identifier. Those of one process ascend: the 12 bits after the time count within a
   * millisecond.
   */
  public static UUID next() {
    long ticks =
        LAST.accumulateAndGet(
            System.currentTimeMillis() << 12, (last, now) -> now > last ? now : last + 1);
    long high = (ticks >>> 12 << 16) | 0x7000L | (ticks & 0xFFF);
    return new UUID(high, (RANDOM.nextLong() >>> 2) | 0x8000_0000_0000_0000L);
  }

  /** The instant that an identifier carries, to the millisecond. */
  public static Instant timeOf(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }

  /** The smallest identifier of an instant: the bound of a time window over ids. */
  public static UUID floor(Instant instant) {
    return new UUID(instant.toEpochMilli() << 16, 0);
  }
}
