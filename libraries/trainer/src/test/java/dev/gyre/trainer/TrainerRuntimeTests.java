package dev.gyre.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TrainerRuntimeTests {

  @Test
  void saysHowToStartAProcess() {
    TrainerRuntime runtime = new TrainerRuntime(Path.of("/cache"), 2);

    assertThat(runtime.jvmArguments())
        .contains(
            "--enable-native-access=ALL-UNNAMED",
            "-Dai.djl.offline=true",
            "-DDJL_CACHE_DIR=/cache",
            "-Dai.djl.pytorch.num_threads=2",
            "-Dai.djl.pytorch.num_interop_threads=1");
    assertThat(runtime.environment()).containsEntry("OMP_WAIT_POLICY", "PASSIVE");
  }

  @Test
  void isHowTheseTestsAreStarted() {
    Path cache = Path.of(System.getProperty("DJL_CACHE_DIR", "missing"));

    assertThat(ManagementFactory.getRuntimeMXBean().getInputArguments())
        .containsAll(new TrainerRuntime(cache, 1).jvmArguments());
    assertThat(cache.getParent()).hasFileName("target");
  }

  @Test
  void refusesNoThreads() {
    assertThatThrownBy(() -> new TrainerRuntime(Path.of("/cache"), 0))
        .hasMessageContaining("at least 1 thread, not 0");
  }
}
