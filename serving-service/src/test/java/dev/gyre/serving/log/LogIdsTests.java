package dev.gyre.serving.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.UuidV7;
import dev.gyre.api.serving.LogId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LogIdsTests {

  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

  @Test
  void idsAscendAndCarryTheirTime() {
    List<LogId> ids = LogIds.after(new UUID(0x7000, 0), NOW, 10_000);
    assertThat(ids).isSorted().doesNotHaveDuplicates();
    assertThat(UuidV7.timeOf(ids.getFirst().value())).isEqualTo(NOW);
    assertThat(ids.getFirst().value().version()).isEqualTo(7);
    assertThat(ids.getFirst().value().variant()).isEqualTo(2);
  }

  @Test
  void idsAscendWhenTheClockWasSetBack() {
    LogId last = LogIds.after(new UUID(0x7000, 0), NOW, 1).getFirst();
    LogId next = LogIds.after(last.value(), NOW.minusSeconds(3600), 1).getFirst();
    assertThat(next).isGreaterThan(last);
  }
}
