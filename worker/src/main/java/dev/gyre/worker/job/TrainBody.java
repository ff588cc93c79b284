package dev.gyre.worker.job;

import dev.gyre.api.PlatformException;
import dev.gyre.api.data.Shard;
import dev.gyre.api.data.Split;
import dev.gyre.api.job.JobCompletion;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.training.RecipeSpec;
import dev.gyre.api.training.TrainInput;
import dev.gyre.onnx.Tensor;
import dev.gyre.trainer.Checkpoint;
import dev.gyre.trainer.Trainer;
import dev.gyre.trainer.TrainingPlan;
import dev.gyre.trainer.TrainingResult;
import dev.gyre.worker.transfer.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trains a model: shards in, package out. Reads no sample of the test split. Checkpoints go up on
 * the way, so that another attempt goes on from the newest, and the last one beside the package, so
 * that a later run may.
 */
final class TrainBody implements JobBody {

  /** Of the job's work. */
  private static final double FETCHED = 0.05;

  private static final double TRAINED = 0.9;

  /** Of the heap, for the samples. */
  private static final double HEAP_SHARE = 0.7;

  @Override
  public JobCompletion run(WorkDesk desk) throws IOException {
    TrainInput input = desk.input(TrainInput.class);
    RecipeSpec recipe = input.recipe();
    EngineSettings.apply(recipe.threads());
    LearningTask task = LearningTask.of(input);
    requireHeap(input, task);
    ShardSamples training = samples(desk, input, Split.TRAIN, task);
    ShardSamples validation = samples(desk, input, Split.VALIDATION, task);
    desk.attempt()
        .say(
            "%d samples to train on, %d to validate with; %s, %d threads"
                .formatted(
                    training.size(), validation.size(), recipe.architecture(), recipe.threads()));
    TrainingPlan plan = task.plan(input, training);
    TrainingReports reports =
        new TrainingReports(
            desk, plan, input.classes(), training.size(), TRAINED, desk.newFolder("checkpoints"));
    Optional<Checkpoint> checkpoint = checkpoint(desk, input);
    checkpoint.ifPresent(state ->
        desk.attempt()
            .say("goes on after epoch %d, step %d".formatted(state.epoch(), state.step())));
    desk.progress(FETCHED, "Starting the training engine");
    Trainer trainer = new Trainer(plan, reports);
    return switch (checkpoint.isPresent()
        ? trainer.resume(checkpoint.get(), training, validation)
        : trainer.train(training, validation)) {
      case TrainingResult.Cancelled cancelled -> cancelled(cancelled);
      case TrainingResult.Diverged diverged -> diverged(diverged, recipe);
      case TrainingResult.Completed completed -> {
        desk.progress(TRAINED, "Exporting and proving the package");
        List<Map<String, Tensor>> golden =
            validation.size() > 0 ? validation.raw() : training.raw();
        yield new PackageUpload(desk, input)
            .export(completed, task.preprocessing(), golden, reports.checkpoint());
      }
    };
  }

  private static JobCompletion cancelled(TrainingResult.Cancelled end) {
    return new JobCompletion(
        new JobOutcome.Cancelled(
            "Cancelled in epoch %d after %d steps".formatted(end.epoch(), end.step())),
        List.of());
  }

  private static JobCompletion diverged(TrainingResult.Diverged end, RecipeSpec recipe) {
    return WorkDesk.refusal(
        "DIVERGED",
        "The loss was %s in epoch %d at step %d: lower the learning rate %s or look at the data"
            .formatted(end.loss(), end.epoch(), end.step(), recipe.learningRate()));
  }

  private static void requireHeap(TrainInput input, LearningTask task) {
    long samples =
        input.shards().stream()
            .filter(shard -> shard.split() != Split.TEST)
            .mapToLong(Shard::samples)
            .sum();
    long each = ShardSamples.bytesPerSample(task.preprocessing(), task.truth());
    long bytes = Math.multiplyExact(each, samples);
    long heap = Runtime.getRuntime().maxMemory();
    if (bytes > heap * HEAP_SHARE) {
      throw PlatformException.invalid(
          "memory",
          "a heap of %d MiB".formatted(heap >> 20),
          "enough for %d samples of %d MiB in all: give the job more, or make the model's input smaller"
              .formatted(samples, bytes >> 20));
    }
  }

  private static ShardSamples samples(
      WorkDesk desk, TrainInput input, Split split, LearningTask task) throws IOException {
    List<Shard> shards =
        input.shards().stream()
            .filter(shard -> shard.split() == split)
            .sorted(Comparator.comparing(Shard::name))
            .toList();
    Path folder = desk.newFolder("shards");
    ShardSamples samples = new ShardSamples(task.shards(), task.preprocessing(), task.truth());
    for (int i = 0; i < shards.size(); i++) {
      desk.progress(
          FETCHED * i / shards.size(), "Reading shard %s".formatted(shards.get(i).name()));
      Path file = folder.resolve("%s-%06d".formatted(split, i));
      Shard shard = shards.get(i);
      desk.artifacts().fetch(List.of(new Wanted(shard.artifact(), file, shard.size())));
      samples.add(file);
      Files.delete(file);
    }
    return samples;
  }

  private static Optional<Checkpoint> checkpoint(WorkDesk desk, TrainInput input)
      throws IOException {
    if (input.checkpoint() == null) {
      return Optional.empty();
    }
    Path file =
        desk.artifacts()
            .fetch(
                input.checkpoint(),
                desk.folder().resolve("resume.tar"),
                CheckpointArchive.MAX_BYTES);
    return Optional.of(CheckpointArchive.read(file, desk.newFolder("resume")));
  }
}
