package dev.gyre.worker.job;

import dev.gyre.trainer.Checkpoint;
import dev.gyre.trainer.EpochReport;
import dev.gyre.trainer.StepReport;
import dev.gyre.trainer.TrainingListener;
import dev.gyre.trainer.TrainingPlan;
import dev.gyre.trainer.ValidationReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reports a training as it goes: {@code train_loss} at some thousand steps at most, {@code
 * validation_loss} and {@code validation_accuracy} after each epoch, all over the optimiser step;
 * where pixels have classes also {@code validation_mean_iou} and {@code validation_iou_<class>}.
 * Keeps the newest checkpoint on disk, and hands checkpoints over.
 */
final class TrainingReports implements TrainingListener {

  private static final int MAX_POINTS = 1000;
  private static final int CHECKPOINTS = 10;

  private final WorkDesk desk;
  private final List<String> classes;
  private final int epochs;
  private final long steps;
  private final double share;
  private final Path checkpoints;
  private final CheckpointUpload upload;
  private @Nullable Path newest;

  /**
   * @param classes in the order of the network's
   * @param samples in the train split
   * @param share of the job's work that the training is, in [0, 1]
   */
  TrainingReports(
      WorkDesk desk,
      TrainingPlan plan,
      List<String> classes,
      int samples,
      double share,
      Path checkpoints) {
    this.desk = desk;
    this.classes = classes;
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
          metrics(score, classes)
              .forEach((name, value) -> desk.attempt().measure(name, value, epoch.step()));
          line.append(
              ", validation loss %.4f, accuracy %.4f".formatted(score.loss(), score.accuracy()));
          score
              .overlap()
              .ifPresent(overlap -> line.append(", mean IoU %.4f".formatted(overlap.meanIou())));
        });
    desk.attempt().say(line.toString());
    if (epoch.epoch() == epochs || epoch.epoch() % Math.max(1, epochs / CHECKPOINTS) == 0) {
      keep(checkpoint.get(), epoch.epoch() < epochs);
    }
  }

  /** The validation's metrics by name; a class that is neither true nor predicted has none. */
  static SortedMap<String, Double> metrics(ValidationReport score, List<String> classes) {
    SortedMap<String, Double> metrics = new TreeMap<>();
    metrics.put("validation_loss", score.loss());
    metrics.put("validation_accuracy", score.accuracy());
    score
        .overlap()
        .ifPresent(overlap -> {
          metrics.put("validation_mean_iou", overlap.meanIou());
          for (int k = 0; k < classes.size(); k++) {
            String name = "validation_iou_" + classes.get(k);
            overlap.iou().get(k).ifPresent(value -> metrics.put(name, value));
          }
        });
    return metrics;
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
