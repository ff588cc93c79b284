package dev.gyre.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLockTests {

  @TempDir Path folder;
  private Home home;

  @BeforeEach
  void createHome() {
    home = new Home(folder.resolve("home"));
    home.create();
  }

  @Test
  void refusesASecondHolderAndNamesTheFirst() {
    try (HomeLock _ = HomeLock.take(home, "infrastructure")) {
      assertThatThrownBy(() -> HomeLock.take(home, "gyre"))
          .isInstanceOf(StartRefusedException.class)
          .hasMessageContaining(home.root().toString())
          .hasMessageContaining(
              "process %d (infrastructure)".formatted(ProcessHandle.current().pid()))
          .hasMessageContaining("gyre down");
    }
  }

  @Test
  void isFreeAgainAfterClose() {
    HomeLock.take(home, "gyre").close();
    try (HomeLock next = HomeLock.take(home, "gyre")) {
      assertThat(next).isNotNull();
    }
  }
}
