package dev.gyre.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessDeterminismIT {
  @TempDir private Path directory = Path.of("");

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void equalSeedsGiveEqualBitsInTwoProcesses(int threads) throws Exception {
    List<String> one = train(threads, 2, "one", "classifier");
    List<String> other = train(threads, 2, "other", "classifier");

    assertThat(one).hasSize(2 * 7 + 16).isEqualTo(other);
  }

  @ParameterizedTest
  @ValueSource(strings = {"classifier", "unet"})
  void resumesInAnotherProcessWithEqualBits(String network) throws Exception {
    List<String> whole = train(1, 4, "whole", network);
    List<String> start = train(1, 2, "parts", network);
    List<String> rest = train(1, 4, "parts", network);

    assertThat(start.subList(0, 14)).isEqualTo(whole.subList(0, 14));
    assertThat(rest).isEqualTo(whole.subList(14, whole.size()));
    for (String file : List.of("weights.safetensors", "adam.safetensors", "state.json")) {
      assertThat(directory.resolve("parts/epoch-000004").resolve(file))
          .hasSameBinaryContentAs(directory.resolve("whole/epoch-000004").resolve(file));
    }
  }

  private List<String> train(int threads, int epochs, String name, String network)
      throws Exception {
    TrainerRuntime runtime =
        new TrainerRuntime(Path.of(System.getProperty("DJL_CACHE_DIR", "target/native")), threads);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(runtime.jvmArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ChildTraining.class.getName());
    command.addAll(
        List.of(
            Integer.toString(threads),
            Integer.toString(epochs),
            directory.resolve(name).toString(),
            network));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(runtime.environment());
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return lines(builder.start());
  }

  private static List<String> lines(Process process) throws IOException, InterruptedException {
    List<String> lines = process.inputReader().readAllLines();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return lines;
  }
}
