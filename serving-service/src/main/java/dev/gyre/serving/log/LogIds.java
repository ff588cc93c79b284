package dev.gyre.serving.log;

import dev.gyre.api.serving.LogId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Gives out log ids: UUIDs of version 7 whose 12 bits after the milliseconds count on, so that they
 * ascend even if the clock stands still or was set back.
 */
final class LogIds {

  private static final SecureRandom RANDOM = new SecureRandom();

  private LogIds() {}

  /** Ids in ascending order, all after the last one. */
  static List<LogId> after(UUID last, Instant now, int count) {
    long ticks = Math.max(now.toEpochMilli() << 12, ticksOf(last) + 1);
    List<LogId> ids = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      long tick = ticks + i;
      long high = (tick >>> 12 << 16) | 0x7000L | (tick & 0xFFF);
      ids.add(new LogId(new UUID(high, (RANDOM.nextLong() >>> 2) | 0x8000_0000_0000_0000L)));
    }
    return ids;
  }

  private static long ticksOf(UUID id) {
    long high = id.getMostSignificantBits();
    return (high >>> 16 << 12) | (high & 0xFFF);
  }
}
