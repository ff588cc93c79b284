package dev.gyre.worker.job;

import dev.gyre.trainer.Checkpoint;
import dev.gyre.trainer.EpochReport;
import dev.gyre.trainer.StepReport;
import dev.gyre.trainer.TrainingListener;
import dev.gyre.trainer.TrainingPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reports a training as it goes: {@code train_loss} at some thousand steps at most, {@code
 * validation_loss} and {@code validation_accuracy} after each epoch, all over the optimiser step.
 * Keeps the newest checkpoint on disk, and hands checkpoints over.
 */
final class TrainingReports implements TrainingListener {

  private static final int MAX_POINTS = 1000;
  private static final int CHECKPOINTS = 10;

  private final WorkDesk desk;
  private final int epochs;
  private final long steps;
  private final double share;
  private final Path checkpoints;
  private final CheckpointUpload upload;
  private @Nullable Path newest;

  /**
   * @param samples in the train split
   * @param share of the job's work that the training is, in [0, 1]
   */
  TrainingReports(WorkDesk desk, TrainingPlan plan, int samples, double share, Path checkpoints) {
    this.desk = desk;
    this.epochs = plan.epochs();
    this.steps = Math.max(1, (long) plan.epochs() * Math.max(1, samples / plan.batchSize()));
    this.share = share;
    this.checkpoints = checkpoints;
    this.upload = new CheckpointUpload(desk, System::nanoTime);
  }

  @Override
  public void stepped(StepReport step) {
    if (step.step() % Math.max(1, steps / MAX_POINTS) == 0) {
      desk.attempt().measure("train_loss", step.loss(), step.step());
      desk.attempt()
          .progress(
              Math.min(share, share * step.step() / steps),
              "Training: epoch %d of %d".formatted(step.epoch(), epochs));
    }
  }

  @Override
  public void epochEnded(EpochReport epoch, Supplier<Checkpoint> checkpoint) {
    StringBuilder line =
        new StringBuilder("epoch %d: train loss %.4f".formatted(epoch.epoch(), epoch.trainLoss()));
    epoch
        .validation()
        .ifPresent(score -> {
          desk.attempt().measure("validation_loss", score.loss(), epoch.step());
          desk.attempt().measure("validation_accuracy", score.accuracy(), epoch.step());
          line.append(
              ", validation loss %.4f, accuracy %.4f".formatted(score.loss(), score.accuracy()));
        });
    desk.attempt().say(line.toString());
    if (epoch.epoch() == epochs || epoch.epoch() % Math.max(1, epochs / CHECKPOINTS) == 0) {
      keep(checkpoint.get(), epoch.epoch() < epochs);
    }
  }

  @Override
  public boolean isCancelled() {
    return desk.attempt().isCancelled();
  }

  /** The folder of the newest checkpoint; empty if no epoch was run. */
  Optional<Path> checkpoint() {
    return Optional.ofNullable(newest);
  }

  /**
   * @param unfinished whether there is work that another attempt could be spared
   */
  private void keep(Checkpoint checkpoint, boolean unfinished) {
    try {
      Path before = newest;
      newest = checkpoint.writeTo(checkpoints);
      if (before != null) {
        delete(before);
      }
      if (unfinished) {
        upload.offer(newest, checkpoint.step());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The checkpoint cannot be written", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files = listed.toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(folder);
  }
}
