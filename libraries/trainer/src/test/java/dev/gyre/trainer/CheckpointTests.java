package dev.gyre.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTests {
  private static final TrainingPlan PLAN =
      TrainingPlan.of(NetworkSpec.smallClassifier(1, 8, 8, 10), 4, 21);
  private static final LabelledSamples TRAINING = SyntheticDigits.samples(1, 200);
  private static final LabelledSamples VALIDATION = SyntheticDigits.samples(2, 50);

  private final Recorder whole = new Recorder();
  @TempDir private Path directory = Path.of("");

  @BeforeEach
  void train() {
    new Trainer(PLAN, whole).train(TRAINING, VALIDATION);
  }

  @Test
  void resumesWithEqualBits() throws IOException {
    Recorder rest = new Recorder();
    Path folder = checkpoint(2).writeTo(directory);

    new Trainer(PLAN, rest).resume(Checkpoint.read(folder), TRAINING, VALIDATION);

    assertThat(rest.steps()).hasSize(14).isEqualTo(whole.steps().subList(14, 28));
    assertThat(rest.lossBits()).isEqualTo(whole.lossBits().subList(14, 28));
    assertThat(rest.checkpoints().get(4)).isEqualTo(whole.checkpoints().get(4));
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    Path folder = checkpoint(1).writeTo(directory);

    assertThat(Checkpoint.read(folder)).isEqualTo(checkpoint(1));
    assertThat(folder).isDirectoryContaining("glob:**/{weights,adam}.safetensors");
  }

  @Test
  void equalCheckpointsGiveEqualFiles() throws IOException {
    Path one = checkpoint(3).writeTo(directory.resolve("a"));
    Path other = checkpoint(3).writeTo(directory.resolve("b"));

    for (String file : List.of("state.json", "weights.safetensors", "adam.safetensors")) {
      assertThat(one.resolve(file)).hasSameBinaryContentAs(other.resolve(file));
    }
  }

  @Test
  void findsTheLatestWholeCheckpoint() throws IOException {
    assertThat(Checkpoint.findLatest(directory)).isEmpty();
    checkpoint(1).writeTo(directory);
    Path latest = checkpoint(3).writeTo(directory);
    checkpoint(2).writeTo(directory);
    Files.createDirectory(directory.resolve(".epoch-000004-123"));

    assertThat(Checkpoint.findLatest(directory)).contains(latest);
  }

  @Test
  void refusesToOverwrite() throws IOException {
    checkpoint(1).writeTo(directory);

    assertThatThrownBy(() -> checkpoint(1).writeTo(directory)).hasMessageContaining("exists");
  }

  @Test
  void refusesDamagedFiles() throws IOException {
    Path folder = checkpoint(1).writeTo(directory);
    Path weights = folder.resolve("weights.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length - 1] ^= 1;
    Files.write(weights, bytes);

    assertThatThrownBy(() -> Checkpoint.read(folder)).hasMessageContaining("is damaged");
    Files.delete(folder.resolve("state.json"));
    assertThatThrownBy(() -> Checkpoint.read(folder)).hasMessageContaining("has no state.json");
  }

  @Test
  void refusesToResumeAnotherPlan() {
    TrainingPlan other = TrainingPlan.of(PLAN.network(), 4, 22);

    assertThatThrownBy(() -> new Trainer(other, whole).resume(checkpoint(2), TRAINING, VALIDATION))
        .hasMessageContaining("seed 21, the plan 22");
    assertThatThrownBy(() ->
            new Trainer(PLAN.withEpochs(1), whole).resume(checkpoint(2), TRAINING, VALIDATION))
        .hasMessageContaining("plan more epochs");
  }

  private Checkpoint checkpoint(int epoch) {
    Checkpoint checkpoint = whole.checkpoints().get(epoch);
    if (checkpoint == null) {
      throw new AssertionError("no checkpoint of epoch " + epoch);
    }
    return checkpoint;
  }
}
