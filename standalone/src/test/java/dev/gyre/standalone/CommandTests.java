package dev.gyre.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CommandTests {

  @Test
  void startsAllInOneUnlessToldOtherwise() {
    assertThat(Command.of("--server.port=0")).isEqualTo(Command.ALL_IN_ONE);
    assertThat(Command.of("all-in-one")).isEqualTo(Command.ALL_IN_ONE);
    assertThat(Command.of("--infrastructure-only")).isEqualTo(Command.INFRASTRUCTURE_ONLY);
    assertThat(Command.of("migrate")).isEqualTo(Command.MIGRATE);
  }

  @Test
  void refusesAnUnknownCommandByName() {
    assertThatThrownBy(() -> Command.of("serve"))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("[serve]");
  }
}
